using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Something that terms oblige their consumer to do (ADR 0032).</summary>
/// <param name="Rule">The duty as it stands in the policy; its id is its place, e.g. <c>permission[0].duty[1]</c> or <c>obligation[0]</c>.</param>
/// <param name="First">Whether it is owed before a use that the permission around it gives. Otherwise it is owed by its due time, whatever is used.</param>
public sealed record PolicyDuty(OdrlRule Rule, bool First)
{
    /// <summary>
    /// Whether only the provider can say that it is done: what it gives itself or receives. Of all else the consumer's own word counts until the provider contests it.
    /// </summary>
    public bool IsProviders => Rule.Actions.Any(a => PolicyDuties.Providers.Contains(a.Name));

    /// <summary>Until when it is owed; null where that is before a use, or not said.</summary>
    /// <param name="since">When the agreement came into force; null before.</param>
    public DateTimeOffset? Due(DateTimeOffset? since)
    {
        DateTimeOffset? due = null;
        foreach (var constraint in Rule.Constraints)
        {
            if (PolicyDuties.Bound((OdrlConstraint.Atomic)constraint, since) is { } bound && (due is null || bound < due))
            {
                due = bound;
            }
        }

        return due;
    }
}
