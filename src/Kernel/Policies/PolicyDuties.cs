using System.Collections.Frozen;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>What terms oblige their consumer to do, and until when.</summary>
public static class PolicyDuties
{
    /// <summary>Most months or days that a due time may lie behind the begin of an agreement: a hundred years.</summary>
    private const int MonthsMax = 1_200;

    /// <summary>Duties that are the provider's to confirm: it receives what is paid, and gives the consent that is asked for.</summary>
    public static FrozenSet<string> Providers { get; } = FrozenSet.ToFrozenSet(["compensate", "pay", "obtainConsent"], StringComparer.Ordinal);

    /// <summary>The duties of a policy in its order: those of its permissions, then its obligations.</summary>
    /// <param name="policy">The policy.</param>
    public static IReadOnlyList<PolicyDuty> Of(OdrlPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return [.. policy.Rules.SelectMany(r => r.Kind == OdrlRuleKind.Duty ? [new PolicyDuty(r, false)] : r.Duties.Select(d => new PolicyDuty(d, true)))];
    }

    /// <summary>Whether a policy has any.</summary>
    /// <param name="policy">The policy.</param>
    public static bool In(OdrlPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            if (policy.Rules[i].Kind == OdrlRuleKind.Duty || policy.Rules[i].Duties.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses duties that could not be carried out, with their place.</summary>
    /// <param name="policy">The policy, each clause named by its place.</param>
    /// <exception cref="PolicyFormatException">With the place and what must stand there.</exception>
    internal static void Check(OdrlPolicy policy)
    {
        foreach (var duty in Of(policy))
        {
            if (duty.Rule.Actions.Count != 1)
            {
                throw new PolicyFormatException($"$.{duty.Rule.Id}.action", "the one action that is owed");
            }

            if (duty.First && duty.Rule.Constraints.Count > 0)
            {
                throw new PolicyFormatException($"$.{duty.Rule.Constraints[0].Id}", "left out: a duty of a permission is owed before the use; what is owed until a time is an obligation of the policy");
            }

            foreach (var constraint in duty.Rule.Constraints)
            {
                if (constraint is not OdrlConstraint.Atomic { Operator: OdrlOperator.Lt or OdrlOperator.Lteq, Right: [var bound], Unit: null, Anchor: null } term
                    || (term.Left, bound.Kind) is not (("dateTime", OdrlValueKind.Instant) or ("elapsedTime", OdrlValueKind.Duration))
                    || Bound(term, DateTimeOffset.UnixEpoch) is null)
                {
                    throw new PolicyFormatException($"$.{constraint.Id}", "until when it is owed: dateTime lteq a date or time, or elapsedTime lteq a duration of at most 100 years since both have signed (P30D)");
                }
            }
        }
    }

    /// <summary>The instant from which on a duty is late by one of its due times. What is owed on a day may be done on that day; times without a zone are in UTC.</summary>
    internal static DateTimeOffset? Bound(OdrlConstraint.Atomic term, DateTimeOffset? since)
    {
        var bound = term.Right[0].In(TimeSpan.Zero);
        if (bound.Kind == OdrlValueKind.Instant)
        {
            return PolicyDates.EndOf(term);
        }

        var (months, ticks) = (bound.First.Months, bound.First.At);
        if (since is not { } from || months is < 0 or > MonthsMax || ticks < 0 || ticks > (decimal)MonthsMax * 31 * TimeSpan.TicksPerDay)
        {
            return null;
        }

        var at = from.AddMonths((int)months) + TimeSpan.FromTicks((long)ticks);
        return term.Operator == OdrlOperator.Lt ? at : at.AddTicks(1);
    }
}
