namespace KeyEcosystem.Kernel.Policies;

/// <summary>When a policy's permissions end, as its own words say.</summary>
public static class PolicyDates
{
    /// <summary>From when on no permission can hold any more; null when one has no end, and when there is none.</summary>
    /// <param name="policy">The policy.</param>
    public static DateTimeOffset? EndOf(Policy policy) => Latest(policy.Permissions.Select(p => Earliest(p.Constraints.Select(EndOf))));

    private static DateTimeOffset? EndOf(Constraint constraint) => constraint switch
    {
        Constraint.Atomic { Left: Operand.DateTime, Operator: Operator.Lt or Operator.Lteq, Right: [var bound] } when PolicyJson.TryInstant(bound, out var end) => end,
        Constraint.And x => Earliest(x.Of.Select(EndOf)),
        Constraint.Or x => Latest(x.Of.Select(EndOf)),
        Constraint.Xone x => Latest(x.Of.Select(EndOf)),
        _ => null,
    };

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
