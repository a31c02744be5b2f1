using System.Globalization;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Formulas;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Observatory.Store;

/// <summary>Reads facts, asks Core, answers views.</summary>
internal sealed class IndicatorReads(IDbContextFactory<NodeContext> contexts, FactLog log, IndicatorTable table, Claims claims)
{
    public async Task<IndicatorsView> All(string set, DateTimeOffset asOf, bool demonstration, CancellationToken stop)
    {
        var (facts, unreadable) = await log.Read(stop);
        var run = await Run(facts, asOf, demonstration, stop);
        IEnumerable<IndicatorDefinition> wanted = set switch
        {
            "platform" => IndicatorRegistry.Own,
            "all" => table.Seed.Concat(IndicatorRegistry.Own),
            _ => table.Seed,
        };
        return new IndicatorsView(asOf, demonstration, facts.TakeWhile(f => f.KnownAt <= asOf).Count(), unreadable, [.. wanted.Select(i => View(i, run))]);
    }

    public async Task<IndicatorView?> One(string id, DateTimeOffset asOf, bool demonstration, CancellationToken stop) =>
        table.Find(id) is { } indicator ? View(indicator, await Run((await log.Read(stop)).Facts, asOf, demonstration, stop)) : null;

    public async Task<IndicatorSeriesView?> Series(string id, IReadOnlyList<DateTimeOffset> instants, bool demonstration, CancellationToken stop)
    {
        if (table.Find(id) is not { } indicator)
        {
            return null;
        }

        var (facts, _) = await log.Read(stop);
        var points = new List<IndicatorPointView>();
        foreach (var instant in instants)
        {
            stop.ThrowIfCancellationRequested();
            var run = table.Formulas[indicator.Id].Formula.Outside is null ? new FormulaRun(Ecosystem.At(facts, instant, demonstration)) : await Run([], instant, demonstration, stop);
            var reading = Evaluation.Of(table.Formulas[indicator.Id], run);
            points.Add(new IndicatorPointView(instant, reading.Value, reading.ReasonZh, reading.ReasonEn));
        }

        return new IndicatorSeriesView(indicator.Id, demonstration, points);
    }

    /// <summary>The facts behind a value. A member sees those that name it, the rest is counted; supervisors see all.</summary>
    public async Task<IndicatorRecordsView?> Records(string id, DateTimeOffset asOf, bool demonstration, MemberId viewer, bool all, int skip, int limit, CancellationToken stop)
    {
        if (table.Find(id) is not { } indicator)
        {
            return null;
        }

        var state = Ecosystem.At((await log.Read(stop)).Facts, asOf, demonstration);
        var trail = new Trail();
        Evaluation.Of(table.Formulas[indicator.Id], new FormulaRun(state), trail);
        var steps = trail.Steps;
        var own = viewer.ToString();
        var shown = all ? steps : [.. steps.Where(s => Visibility.Names(state, s.Fact, own))];
        var part = shown.Skip(skip).Take(limit).ToList();
        var records = await Evidence([.. part.Select(s => s.Fact.Evidence).Distinct()], stop);
        var page = part.Select(s => new IndicatorRecordView(s.Fact.Evidence, records.TryGetValue(s.Fact.Evidence, out var record) ? new EvidenceId(record) : null, s.Fact.Position, s.Fact.Topic, s.Fact.KnownAt, s.Fact.Subject, s.Part, Fields(s.Fact, own))).ToList();
        var next = skip + page.Count < shown.Count ? (skip + page.Count).ToString(CultureInfo.InvariantCulture) : null;
        return new IndicatorRecordsView(indicator.Id, asOf, demonstration, steps.Count, steps.Count - shown.Count, page, next);
    }

    private async Task<FormulaRun> Run(IReadOnlyList<EcosystemFact> facts, DateTimeOffset asOf, bool demonstration, CancellationToken stop)
    {
        var outside = await claims.Of(table.OutsideSeries, asOf, stop);
        return new FormulaRun(Ecosystem.At(facts, asOf, demonstration), name => outside.GetValueOrDefault(name)?[^1].Value);
    }

    private async Task<Dictionary<long, Guid>> Evidence(long[] sequences, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<EvidenceRow>().Where(r => sequences.Contains(r.Sequence)).ToDictionaryAsync(r => r.Sequence, r => r.Id, stop);
    }

    /// <summary>What a pool is worth is shown to its owner only.</summary>
    private static Dictionary<string, string> Fields(EcosystemFact fact, string own)
    {
        var fields = new Dictionary<string, string>(fact.Text, StringComparer.Ordinal);
        foreach (var (name, number) in fact.Numbers)
        {
            if (name != "assetValueMinor" || fact.Of("member") == own)
            {
                fields[name] = number.ToString(CultureInfo.InvariantCulture);
            }
        }

        return fields;
    }

    private IndicatorView View(IndicatorDefinition i, FormulaRun run)
    {
        var formula = table.Formulas[i.Id];
        var reading = Evaluation.Of(formula, run);
        List<string> engines = [.. formula.Formula.MissingEngines];
        var isMeasured = engines.Count == 0 && formula.Formula.Sets.Any();
        var isClaim = formula.Formula.Outside is not null;
        var met = reading.Value is { } value && !isClaim ? i.Target?.MetBy(value) : null;
        return new IndicatorView(
            i.Id, i.Kind, i.NameZh, i.NameEn, i.UnitZh, i.UnitEn, i.Direction, i.Section, i.WordsZh, i.WordsEn, i.NoteZh, i.NoteEn, i.Owner,
            i.Claim is { } c ? new ClaimView(c.Value, c.Comparison, c.Year, c.Source) : null,
            i.Target is { } t ? new TargetView(t.Low, t.High, t.Comparison, t.Horizon, t.HorizonEn, t.By) : null,
            formula.Formula.Text,
            formula.WordsZh,
            formula.WordsEn,
            new MeasurementView(
                reading.Value is not null ? isClaim ? "claimed" : "measured" : isMeasured ? "missing" : "not-measured",
                reading.Value, reading.Numerator, reading.Denominator, reading.ReasonZh, reading.ReasonEn, isMeasured ? null : formula.WordsZh, isMeasured ? null : formula.WordsEn, met,
                [.. reading.Variants.Select(v => new VariantView(v.NameZh, v.NameEn, v.Value))]))
        {
            ReadingZh = formula.ReadingZh,
            ReadingEn = formula.ReadingEn,
            AlternativeZh = formula.AlternativeZh,
            AlternativeEn = formula.AlternativeEn,
            MissingEngines = engines,
            StaleDays = formula.StaleDays,
        };
    }
}
