using System.Collections.Frozen;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Formulas;
using Sylvan.Data.Csv;

namespace KeyEcosystem.Observatory.Store;

/// <summary>The bundled registry, read once.</summary>
internal sealed class IndicatorTable
{
    private readonly Dictionary<string, IndicatorDefinition> byId;

    public IndicatorTable()
    {
        var words = new Dictionary<string, (string En, string NoteZh)>(StringComparer.Ordinal);
        using (var csv = Open("indicator-words.csv"))
        {
            while (csv.Read())
            {
                words[csv.GetString(0)] = (csv.GetString(1), csv.GetString(2));
            }
        }

        var seed = new List<IndicatorDefinition>();
        using (var csv = Open("seed-indicators.csv"))
        {
            while (csv.Read())
            {
                var (en, noteZh) = words[csv.GetString(0)];
                seed.Add(IndicatorRegistry.Read(column => csv.GetString(csv.GetOrdinal(column)), en, noteZh));
            }
        }

        Seed = seed;
        Formulas = ReadFormulas();
        byId = seed.Concat(IndicatorRegistry.Own).ToDictionary(i => i.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<IndicatorDefinition> Seed { get; }

    /// <summary>The formulas, by indicator.</summary>
    public FrozenDictionary<string, IndicatorFormula> Formulas { get; }

    /// <summary>Names of the outside series that formulas read.</summary>
    public IReadOnlyList<string> OutsideSeries => [.. Formulas.Values.Select(f => f.Formula.Outside).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Under which name figures of an indicator or an outside series are kept: that of the series which its formula reads, where it reads one.</summary>
    public string SeriesOf(string name) => Find(name) is not { } indicator ? name : Formulas[indicator.Id].Formula.Outside ?? indicator.Id;

    /// <summary>Whether figures may be claimed of a name: an indicator, or an outside series.</summary>
    public bool IsSeries(string? name) => name is not null && (Find(name) is not null || OutsideSeries.Contains(name, StringComparer.Ordinal));

    public IndicatorDefinition? Find(string id) => byId.GetValueOrDefault(id.ToUpperInvariant());

    private static FrozenDictionary<string, IndicatorFormula> ReadFormulas()
    {
        var variants = new Dictionary<string, List<FormulaVariant>>(StringComparer.Ordinal);
        using (var csv = Open("variants.csv"))
        {
            while (csv.Read())
            {
                var id = csv.GetString(0);
                (variants.TryGetValue(id, out var known) ? known : variants[id] = []).Add(new FormulaVariant(csv.GetString(1), csv.GetString(2), Compiled(id, csv.GetString(4), csv.GetString(3))));
            }
        }

        var formulas = new Dictionary<string, IndicatorFormula>(StringComparer.Ordinal);
        using (var csv = Open("registry.csv"))
        {
            while (csv.Read())
            {
                var id = csv.GetString(0);
                string Of(int column) => csv.GetString(column);
                formulas.Add(id, new IndicatorFormula(Compiled(id, Of(2), Of(1)), Of(3), Of(4), Of(5), Of(6), Of(7), Of(8), Of(9), Of(10), csv.GetInt32(11), variants.GetValueOrDefault(id) ?? []));
            }
        }

        return formulas.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static Formula Compiled(string id, string text, string unit) => Formula.Read(text, unit) is { Formula: { } formula } ? formula : throw new InvalidOperationException($"The bundled formula of {id} is none: {Formula.Read(text, unit).Fault}.");

    private static CsvDataReader Open(string name)
    {
        var stream = typeof(IndicatorTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The bundled table {name} is missing.");
        return CsvDataReader.Create(new StreamReader(stream));
    }
}
