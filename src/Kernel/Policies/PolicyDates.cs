using System.Globalization;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>When a policy's permissions end, as its own words say.</summary>
public static class PolicyDates
{
    /// <summary>From when on no permission can hold any more; null when one has no end, and when there is none. "No later than" an instant ends with that instant, "no later than" a date with that day.</summary>
    /// <param name="policy">The policy.</param>
    public static DateTimeOffset? EndOf(OdrlPolicy policy) => Latest(policy.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).Select(r => Earliest(r.Constraints.Select(EndOf))));

    /// <summary>Instants and ends of days that a policy's conditions on the time name: where what it permits may change.</summary>
    /// <param name="policy">The policy.</param>
    public static IReadOnlyList<DateTimeOffset> Named(OdrlPolicy policy) =>
        [.. policy.Rules.SelectMany(Atoms).Where(a => a.Left == "dateTime").SelectMany(a => a.Right).Where(v => v.Kind == OdrlValueKind.Instant)
            .SelectMany(v => new[] { At(v.In(TimeSpan.Zero).First.At), After(v.In(TimeSpan.Zero)) }).OfType<DateTimeOffset>().Distinct().Order()];

    /// <summary>All comparisons of a rule: of its conditions, and of what narrows its actions, assets and parties.</summary>
    /// <param name="rule">The rule.</param>
    public static IEnumerable<OdrlConstraint.Atomic> Atoms(OdrlRule rule) =>
        rule.Constraints.Concat(rule.Actions.SelectMany(a => a.Refinement)).Concat(rule.Targets.Concat(rule.Assignees).SelectMany(s => s.Refinement)).SelectMany(Atoms);

    /// <summary>All comparisons of a condition.</summary>
    /// <param name="constraint">The condition.</param>
    public static IEnumerable<OdrlConstraint.Atomic> Atoms(OdrlConstraint constraint) => constraint switch
    {
        OdrlConstraint.Atomic a => [a],
        OdrlConstraint.Logical l => l.Of.SelectMany(Atoms),
        _ => [],
    };

    /// <summary>An instant in UTC, to its milliseconds.</summary>
    internal static string Spell(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>From when on a condition can't hold any more; null where it has no end.</summary>
    internal static DateTimeOffset? EndOf(OdrlConstraint constraint) => constraint switch
    {
        OdrlConstraint.Atomic { Left: "dateTime", Right: [{ Kind: OdrlValueKind.Instant } bound] } a => a.Operator switch
        {
            OdrlOperator.Lt => At(bound.In(TimeSpan.Zero).First.At),
            OdrlOperator.Lteq or OdrlOperator.Eq => After(bound.In(TimeSpan.Zero)),
            _ => null,
        },
        OdrlConstraint.Logical { Form: OdrlLogic.And or OdrlLogic.AndSequence } x => Earliest(x.Of.Select(EndOf)),
        OdrlConstraint.Logical x => Latest(x.Of.Select(EndOf)),
        _ => null,
    };

    private static DateTimeOffset? After(OdrlValue bound) => At(bound.First == bound.Last ? bound.Last.At : bound.Last.At + 1);

    /// <summary>An end that no clock will reach is none.</summary>
    private static DateTimeOffset? At(decimal ticks) => ticks >= DateTimeOffset.MaxValue.Ticks ? null : new DateTimeOffset((long)Math.Max(0, ticks), TimeSpan.Zero);

    /// <summary>All must hold: the first end is the end of all.</summary>
    private static DateTimeOffset? Earliest(IEnumerable<DateTimeOffset?> ends) => ends.Min();

    /// <summary>One suffices: there is an end only when each has one.</summary>
    private static DateTimeOffset? Latest(IEnumerable<DateTimeOffset?> ends)
    {
        DateTimeOffset? latest = null;
        foreach (var end in ends)
        {
            if (end is null)
            {
                return null;
            }

            latest = latest is null || end > latest ? end : latest;
        }

        return latest;
    }
}
