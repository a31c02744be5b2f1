using System.Collections.Frozen;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Which duties of an agreement are done, or were waived by its provider.</summary>
public sealed class DutiesDone
{
    private readonly FrozenSet<string>? clauses;
    private readonly FrozenSet<string> contested;

    private DutiesDone(FrozenSet<string>? clauses, FrozenSet<string> contested, DateTimeOffset? since) => (this.clauses, this.contested, Since) = (clauses, contested, since);

    /// <summary>None, and none has a due time that counts from an agreement.</summary>
    public static DutiesDone None { get; } = new([], [], null);

    /// <summary>Whatever there is: where it is asked what terms permit to who does all that they oblige to.</summary>
    public static DutiesDone All { get; } = new(null, [], null);

    /// <summary>When the agreement came into force; null before.</summary>
    public DateTimeOffset? Since { get; }

    /// <summary>Some.</summary>
    /// <param name="clauses">Places of the duties.</param>
    /// <param name="contested">Places of duties of which the provider says that they are not done.</param>
    /// <param name="since">When the agreement came into force; null before.</param>
    public static DutiesDone Of(IEnumerable<string> clauses, IEnumerable<string> contested, DateTimeOffset? since) =>
        new(clauses.ToFrozenSet(StringComparer.Ordinal), contested.ToFrozenSet(StringComparer.Ordinal), since);

    /// <summary>Whether a duty is done.</summary>
    /// <param name="clause">Its place.</param>
    public bool Has(string clause) => clauses is null || clauses.Contains(clause);

    /// <summary>Whether an obligation keeps back all use: it is not done, and its time is over; one without a time, when the provider contests it.</summary>
    /// <param name="obligation">The obligation.</param>
    /// <param name="at">The instant.</param>
    public bool IsLate(PolicyDuty obligation, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(obligation);
        return !obligation.First && !Has(obligation.Rule.Id) && (obligation.Rule.Constraints.Count > 0 ? obligation.Due(Since) <= at : contested.Contains(obligation.Rule.Id));
    }

    /// <summary>The same with more.</summary>
    /// <param name="more">Places of more duties.</param>
    public DutiesDone With(IEnumerable<string> more) => clauses is null ? this : Of(clauses.Concat(more), contested, Since);
}
