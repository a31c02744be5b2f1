namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What changed between two dates, and why.</summary>
public static class ReportDifference
{
    /// <summary>Compares two inputs; differences in the order of the later one, what is gone last.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    public static IReadOnlyList<ReportChange> Of(ReportInput before, ReportInput after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var earlier = before.Indicators.ToDictionary(i => i.Definition.Id, StringComparer.Ordinal);
        var changes = new List<ReportChange>();
        foreach (var now in after.Indicators)
        {
            if (earlier.Remove(now.Definition.Id, out var then))
            {
                changes.AddRange(Between(then, before.Vintage, now, after.Vintage));
            }
            else
            {
                changes.Add(new ReportChange(now.Definition.Id, ReportChangeKind.Added, null, now));
            }
        }

        changes.AddRange(before.Indicators.Where(i => earlier.ContainsKey(i.Definition.Id)).Select(i => new ReportChange(i.Definition.Id, ReportChangeKind.Removed, i, null)));
        return changes;
    }

    private static IEnumerable<ReportChange> Between(ReportIndicator then, DateTimeOffset thenAt, ReportIndicator now, DateTimeOffset nowAt)
    {
        var id = now.Definition.Id;
        var isSame = IsSameDefinition(then, now);
        if (!isSame)
        {
            yield return new ReportChange(id, ReportChangeKind.Definition, then, now);
        }

        if (then.Definition.Target != now.Definition.Target)
        {
            yield return new ReportChange(id, ReportChangeKind.Target, then, now);
        }

        if (then.Definition.Claim != now.Definition.Claim)
        {
            yield return new ReportChange(id, ReportChangeKind.Claim, then, now);
        }

        if (then.Reading.Value != now.Reading.Value)
        {
            yield return Moved(then, now, isSame);
        }

        if (then.StatusAt(thenAt) != now.StatusAt(nowAt))
        {
            yield return new ReportChange(id, ReportChangeKind.Status, then, now, IsComparable: isSame);
        }
    }

    /// <summary>
    /// A ratio moves by its numerator, over the mean of both inverse denominators, and by its denominator: the two parts do not depend on which moved first, and are the whole.
    /// </summary>
    private static ReportChange Moved(ReportIndicator then, ReportIndicator now, bool isSame)
    {
        var (a, b) = (then.Reading, now.Reading);
        if (a.Value is not { } before || b.Value is not { } after || !isSame)
        {
            return new ReportChange(now.Definition.Id, ReportChangeKind.Value, then, now, isSame ? b.Value - a.Value : null, IsComparable: isSame);
        }

        if (a is { Numerator: { } n0, Denominator: { } d0 } && b is { Numerator: { } n1, Denominator: { } d1 } && d0 != 0 && d1 != 0)
        {
            // The unit of the value, e.g. 100 for per cent, taken from where it can be seen.
            var scale = n1 != 0 ? after * d1 / n1 : n0 != 0 ? before * d0 / n0 : 0;
            var byNumerator = scale * (n1 - n0) * ((1 / d0) + (1 / d1)) / 2;
            return new ReportChange(now.Definition.Id, ReportChangeKind.Value, then, now, after - before, byNumerator, after - before - byNumerator);
        }

        return new ReportChange(now.Definition.Id, ReportChangeKind.Value, then, now, after - before);
    }

    private static bool IsSameDefinition(ReportIndicator a, ReportIndicator b) =>
        a.Version == b.Version
        && a.Definition with { Claim = null, Target = null } == b.Definition with { Claim = null, Target = null }
        && a.Formula.Formula.Text == b.Formula.Formula.Text
        && a.Formula.Formula.Unit.Zh == b.Formula.Formula.Unit.Zh
        && a.Formula.ReadingEn == b.Formula.ReadingEn;
}
