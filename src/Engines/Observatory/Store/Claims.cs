using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Observatory.Store;

/// <summary>Figures from outside: entered with their record, never changed, and read as they were known at any instant.</summary>
internal sealed class Claims(ILane lane, IDbContextFactory<NodeContext> contexts, IndicatorTable table, IIds ids, TimeProvider clock)
{
    private const int SourceMax = 200;
    private const int TextMax = 1000;
    private static readonly string[] Comparisons = ["=", ">", "<", "~"];
    private static readonly string[] Statuses = ["A", "E", "P", "F", "B"];
    private static readonly string[] Levels = ["high", "medium", "low"];

    /// <summary>Enters a figure. The same sent twice is one.</summary>
    public async Task<Result<ClaimEntryView>> State(ClaimStatement claim, Caller caller, CancellationToken stop)
    {
        if (Wrong(claim) is { } wrong)
        {
            return wrong;
        }

        var period = Period.Read(claim.Period)!.Value;
        var row = new ClaimRow
        {
            Id = claim.Id?.Value ?? ids.Next(),
            Series = table.SeriesOf(claim.Series),
            Frequency = period.Frequency,
            Start = period.Start,
            Figure = claim.Value.ToString("R", CultureInfo.InvariantCulture),
            Comparison = claim.Comparison,
            Status = claim.Status,
            Source = claim.Source.Trim(),
            Address = claim.Address,
            StatedAt = claim.StatedOn is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero) : null,
            Confidence = claim.Confidence,
            Note = claim.Note,
            KnownAt = clock.GetUtcNow(),
        };
        var act = new Act("claim.stated", caller.Subject, caller.Member.Value, [new ClaimId(row.Id).ToString()], "done", JsonSerializer.Serialize(new { series = row.Series, period = period.ToString(), value = row.Value, source = row.Source }));
        var done = await lane.Commit(new Change(act).Insert(row), stop);
        if (!done.IsOk && done.Refusal.Code == "state.exists" && await Find(row.Id, stop) is { } there)
        {
            return View(there, isLatest: true) with { KnownAt = row.KnownAt } == View(row, isLatest: true)
                ? View(there, isLatest: true)
                : new Refusal("observatory.claim.exists", "This id is taken.", $"Claim \"{new ClaimId(row.Id)}\" is there already and says something else: a correction is a claim of its own.");
        }

        return done.IsOk ? View(row, isLatest: true) : done.Refusal;
    }

    /// <summary>Claims as they were known at an instant, the newest period first.</summary>
    public async Task<Page<ClaimEntryView>> Page(string? series, DateTimeOffset knownAt, int skip, int limit, CancellationToken stop)
    {
        series = series is null ? null : table.SeriesOf(series);
        await using var db = await contexts.CreateDbContextAsync(stop);
        var known = db.Set<ClaimRow>().Where(c => (series == null || c.Series == series) && c.KnownAt <= knownAt);
        var rows = await known.OrderByDescending(c => c.Start).ThenByDescending(c => c.KnownAt).ThenBy(c => c.Id).Skip(skip).Take(limit + 1)
            .Select(c => new { Row = c, Corrected = known.Any(o => o.Series == c.Series && o.Frequency == c.Frequency && o.Start == c.Start && o.Source == c.Source && o.KnownAt > c.KnownAt) }).ToListAsync(stop);
        return new Page<ClaimEntryView>([.. rows.Take(limit).Select(r => View(r.Row, !r.Corrected))], rows.Count > limit ? $"{skip + limit}" : null);
    }

    /// <summary>What counts of each series at an instant: of each period the surest and, of these, the last one known; oldest period first. Of several frequencies the one with most periods.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<ClaimRow>>> Of(IReadOnlyCollection<string> series, DateTimeOffset knownAt, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<ClaimRow>().Where(c => series.Contains(c.Series) && c.KnownAt <= knownAt).ToListAsync(stop);
        return rows.GroupBy(c => c.Series).ToDictionary(g => g.Key, Counting, StringComparer.Ordinal);
    }

    private static IReadOnlyList<ClaimRow> Counting(IEnumerable<ClaimRow> of)
    {
        // What a source has said of a period is what it said last.
        var last = of.GroupBy(c => (c.Frequency, c.Start, c.Source)).Select(g => g.MaxBy(c => (c.KnownAt, c.Id))!);
        var chosen = last.GroupBy(c => (c.Frequency, c.Start)).Select(g => g.OrderBy(c => Array.IndexOf(Levels, c.Confidence)).ThenByDescending(c => c.KnownAt).ThenBy(c => c.Id).First());
        return [.. chosen.GroupBy(c => c.Frequency).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().OrderBy(c => c.Start)];
    }

    private async Task<ClaimRow?> Find(Guid id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<ClaimRow>().FirstOrDefaultAsync(c => c.Id == id, stop);
    }

    private Refusal? Wrong(ClaimStatement claim) =>
        !table.IsSeries(claim.Series) ? Refusal.Field("series", "an indicator's id, or the name of an outside series that a formula reads", claim.Series)
        : Period.Read(claim.Period) is null ? Refusal.Field("period", "a period from 1900 to 2200 such as 2024, 2024-Q3, 2024-09 or 2024-09-30", claim.Period)
        : !double.IsFinite(claim.Value) ? Refusal.Field("value", "a finite number", $"{claim.Value}")
        : !Comparisons.Contains(claim.Comparison) ? Refusal.Field("comparison", string.Join(", ", Comparisons), claim.Comparison)
        : !Statuses.Contains(claim.Status) ? Refusal.Field("status", string.Join(", ", Statuses), claim.Status)
        : !Levels.Contains(claim.Confidence) ? Refusal.Field("confidence", string.Join(", ", Levels), claim.Confidence)
        : !IsText(claim.Source, SourceMax) ? Refusal.Field("source", $"1 to {SourceMax} characters without control characters", claim.Source)
        : claim.Note is { } note && !IsText(note, TextMax) ? Refusal.Field("note", $"1 to {TextMax} characters without control characters", note)
        : claim.Address is { } address && (address.Length > TextMax || !Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")) ? Refusal.Field("address", "an absolute http or https address", address)
        : null;

    private static bool IsText(string? text, int max) => !string.IsNullOrWhiteSpace(text) && text.Length <= max && !text.Any(char.IsControl);

    private static ClaimEntryView View(ClaimRow c, bool isLatest) => new(
        new ClaimId(c.Id), c.Series, new Period(c.Frequency, c.Start).ToString(), c.Value, c.Comparison, c.Status, c.Source, c.Address, c.StatedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null, c.Confidence, c.Note, c.KnownAt, isLatest);
}
