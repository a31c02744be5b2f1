using System.Collections.Frozen;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>The state of the world at an instant, as far as it is known.</summary>
public class OdrlWorld
{
    private const int StepsMax = 10_000;
    private readonly FrozenDictionary<string, IReadOnlyList<OdrlValue>> operands;
    private readonly FrozenDictionary<string, IReadOnlyList<string>> partOf;
    private readonly FrozenDictionary<string, OdrlWorld> about;

    /// <summary>A state of the world.</summary>
    /// <param name="at">The instant; null where it is not known.</param>
    /// <param name="operands">Values by the name of the left operand. <c>dateTime</c> is the instant where it is not among them.</param>
    /// <param name="partOf">What each asset or party is directly part of.</param>
    /// <param name="duties">What is on record about duties.</param>
    /// <param name="about">Values of single assets and parties, for refinements of collections.</param>
    /// <param name="zone">The zone of times that are written without one; null where that is not known.</param>
    public OdrlWorld(
        DateTimeOffset? at,
        IReadOnlyDictionary<string, IReadOnlyList<OdrlValue>>? operands = null,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? partOf = null,
        IReadOnlyList<OdrlDutyState>? duties = null,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<OdrlValue>>>? about = null,
        TimeSpan? zone = null)
    {
        At = at;
        Zone = zone;
        Duties = duties ?? [];
        this.partOf = partOf is null ? FrozenDictionary<string, IReadOnlyList<string>>.Empty : partOf.ToFrozenDictionary(StringComparer.Ordinal);
        this.about = about is null ? FrozenDictionary<string, OdrlWorld>.Empty : about.ToFrozenDictionary(a => a.Key, a => new OdrlWorld(at, a.Value, partOf, zone: zone), StringComparer.Ordinal);
        var values = operands is null ? new Dictionary<string, IReadOnlyList<OdrlValue>>(StringComparer.Ordinal) : new Dictionary<string, IReadOnlyList<OdrlValue>>(operands, StringComparer.Ordinal);
        if (at is { } now)
        {
            values.TryAdd("dateTime", [OdrlValue.Instant(now)]);
        }

        this.operands = values.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>A state that says itself what it knows.</summary>
    private protected OdrlWorld(DateTimeOffset at, TimeSpan zone)
    {
        (At, Zone, Duties) = (at, zone, []);
        operands = FrozenDictionary<string, IReadOnlyList<OdrlValue>>.Empty;
        partOf = FrozenDictionary<string, IReadOnlyList<string>>.Empty;
        about = FrozenDictionary<string, OdrlWorld>.Empty;
    }

    /// <summary>The instant; null where it is not known.</summary>
    public DateTimeOffset? At { get; }

    /// <summary>The zone of times that are written without one; null where that is not known.</summary>
    public TimeSpan? Zone { get; }

    /// <summary>What is on record about duties.</summary>
    public IReadOnlyList<OdrlDutyState> Duties { get; }

    /// <summary>The values of a left operand; none where they are not known.</summary>
    /// <param name="operand">Its name.</param>
    public virtual IReadOnlyList<OdrlValue> Of(string operand) => operands.TryGetValue(operand, out var values) ? values : [];

    /// <summary>Whether something is another thing, or directly or indirectly part of it.</summary>
    /// <param name="part">The one.</param>
    /// <param name="whole">The other.</param>
    public bool IsWithin(string part, string whole)
    {
        if (part == whole)
        {
            return true;
        }

        if (!partOf.ContainsKey(part))
        {
            return false;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { part };
        var open = new Stack<string>([part]);
        while (open.TryPop(out var at) && seen.Count < StepsMax)
        {
            foreach (var parent in partOf.TryGetValue(at, out var parents) ? parents : [])
            {
                if (parent == whole)
                {
                    return true;
                }

                if (seen.Add(parent))
                {
                    open.Push(parent);
                }
            }
        }

        return false;
    }

    /// <summary>The world as it concerns one asset or party: its own values before those of all.</summary>
    internal virtual OdrlWorld About(string? thing) => thing is not null && about.TryGetValue(thing, out var own) ? own : Empty;

    internal static OdrlWorld Empty { get; } = new(null);

    /// <summary>Whether an asset or a party is what a rule names, or belongs to it: what is not known to belong does not.</summary>
    internal virtual Truth Belongs(string? asked, OdrlScope scope) =>
        Truths.Of(asked is not null && (IsWithin(asked, scope.Id) || (scope.Source is { } source && IsWithin(asked, source))));

    /// <summary>Whether the action of a rule includes the one of a request.</summary>
    internal virtual bool Includes(string wide, string narrow) => OdrlActions.Includes(wide, narrow);

    /// <summary>Whether a name lies within another: by what this world knows, else by what is generally known.</summary>
    internal Truth Within(string operand, string part, string whole) => partOf.Count > 0 && IsWithin(part, whole) ? Truth.Yes : OdrlConcepts.Within(operand, part, whole);
}
