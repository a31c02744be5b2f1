using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether some world satisfies comparisons together: operand by operand, then what operands have to do with each other.</summary>
internal static class OdrlBox
{
    private const string Delay = "delayPeriod";

    public static (Truth Left, OdrlClash? Clash) Judge(IReadOnlyList<OdrlLiteral> literals, OdrlBudget budget)
    {
        budget.Take(literals.Count);
        var steps = literals.Where(IsStep).Select(l => l.Step).Distinct().Count();
        var dimensions = new Dictionary<string, List<OdrlLiteral>>(StringComparer.Ordinal);
        List<OdrlLiteral>? schedules = null;
        foreach (var literal in literals)
        {
            if (OdrlSchedules.Is(literal))
            {
                (schedules ??= []).Add(literal);
                continue;
            }

            // The steps of a sequence each have their own delay.
            var key = IsStep(literal) && steps > 1 ? $"{literal.Dimension}#{literal.Step}" : literal.Dimension;
            if (!dimensions.TryGetValue(key, out var of))
            {
                dimensions.Add(key, of = []);
            }

            of.Add(literal);
        }

        var left = Truth.Yes;
        var ranges = new Dictionary<string, OdrlRange>(StringComparer.Ordinal);
        foreach (var (key, of) in dimensions)
        {
            var (truth, clash) = Dimension(key, of, ranges, budget);
            if (truth == Truth.No)
            {
                return (Truth.No, clash);
            }

            left = left.And(truth);
        }

        if (schedules is not null)
        {
            var (truth, clash) = OdrlSchedules.Judge(schedules, ranges.GetValueOrDefault("dateTime|"));
            if (truth == Truth.No)
            {
                return (Truth.No, clash);
            }

            // An interval without a beginning may fall together with one that has one, or not.
            left = left.And(ranges.ContainsKey("timeInterval|") && !SameInterval(schedules, dimensions["timeInterval|"]) ? Truth.Unknown : truth);
        }

        var (across, why) = Across(literals, ranges);
        return across == Truth.No ? (Truth.No, why) : (left.And(across).And(Units(literals)), null);
    }

    private static bool IsStep(OdrlLiteral literal) => literal.Step >= 0 && literal.Holds && literal.Term.Left == Delay;

    private static (Truth Left, OdrlClash? Clash) Dimension(string key, List<OdrlLiteral> of, Dictionary<string, OdrlRange> ranges, OdrlBudget budget)
    {
        var (names, others) = (0, 0);
        foreach (var literal in of)
        {
            foreach (var value in literal.Term.Right)
            {
                _ = value.Kind == OdrlValueKind.Name ? names++ : others++;
            }
        }

        if (names > 0)
        {
            // What is a name here and a number there can't be compared.
            return others > 0 ? (Truth.Unknown, null) : OdrlNameSet.Judge(of, budget);
        }

        if (others == 0)
        {
            return (Truth.Unknown, null);
        }

        budget.Take((long)of.Count * of.Count / 4);
        var range = OdrlRange.Of(of);
        ranges.Add(key, range);
        return range.Judge();
    }

    private static bool SameInterval(List<OdrlLiteral> schedules, List<OdrlLiteral> plain) =>
        plain.TrueForAll(p => p is { Holds: true, Term: { Operator: OdrlOperator.Eq, Right: [var value] } } && schedules.Exists(s => s.Term.Right[0].First == value.First));

    /// <summary>The same operand in two units: whether the values fit is not known here.</summary>
    private static Truth Units(IReadOnlyList<OdrlLiteral> literals)
    {
        Dictionary<string, string>? units = null;
        foreach (var literal in literals)
        {
            var unit = literal.Term.Unit ?? "";
            if (!(units ??= new(StringComparer.Ordinal)).TryAdd(literal.Scope + literal.Term.Left, unit) && units[literal.Scope + literal.Term.Left] != unit)
            {
                return Truth.Unknown;
            }
        }

        return Truth.Yes;
    }

    /// <summary>A time that is metered passes too; steps of a sequence that wait one after the other take as long as all their delays.</summary>
    private static (Truth Left, OdrlClash? Clash) Across(IReadOnlyList<OdrlLiteral> literals, Dictionary<string, OdrlRange> ranges)
    {
        if (ranges.GetValueOrDefault("elapsedTime|")?.Upper is not { By: not null } most)
        {
            return (Truth.Yes, null);
        }

        var left = Truth.Yes;
        if (ranges.GetValueOrDefault("meteredTime|")?.Lower is { By: not null } metered)
        {
            left = Fits(metered.At.Span, metered.Open, most);
            if (left == Truth.No)
            {
                return (Truth.No, new OdrlClash("odrl.clash.metered", metered.By, most.By));
            }
        }

        foreach (var side in (int[])[0, 1])
        {
            var delays = literals.Where(l => IsStep(l) && l.Side == side).ToList();
            var (sum, open) = ((Least: 0m, Most: 0m), false);
            foreach (var step in delays.Select(d => d.Step).Distinct())
            {
                if (ranges.GetValueOrDefault($"{delays[0].Dimension}#{step}")?.Lower is { } own || (own = ranges.GetValueOrDefault(delays[0].Dimension)?.Lower) is not null)
                {
                    var (least, longest) = own.At.Span;
                    (sum, open) = ((sum.Least + least, sum.Most + longest), open || own.Open);
                }
            }

            var fits = delays.Count == 0 ? Truth.Yes : Fits(sum, open, most);
            if (fits == Truth.No)
            {
                return (Truth.No, new OdrlClash("odrl.clash.sequence", delays[0], most.By));
            }

            left = left.And(fits);
        }

        return (left, null);
    }

    private static Truth Fits((decimal Least, decimal Most) need, bool open, OdrlRange.Bound most)
    {
        var (least, longest) = most.At.Span;
        return need.Least > longest || (need.Least == longest && need.Least == need.Most && (open || most.Open)) ? Truth.No
            : need.Most < least || (need.Most == least && !open && !most.Open) ? Truth.Yes
            : Truth.Unknown;
    }
}
