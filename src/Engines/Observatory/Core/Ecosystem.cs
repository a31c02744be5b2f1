using System.Globalization;

namespace KeyEcosystem.Observatory.Core;

/// <summary>
/// The state of the ecosystem at an instant, folded from the facts known by then. The same facts give the same state.
/// What belongs to a demonstration, itself or by its member, asset or pool, is left out unless asked for.
/// </summary>
public sealed class Ecosystem
{
    private readonly HashSet<string> demonstrations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EcosystemFact> members = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EcosystemFact> assets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<EcosystemFact>> pools = new(StringComparer.Ordinal);
    private readonly List<EcosystemFact> agreements = [];
    private readonly List<SharedUse> uses = [];
    private readonly List<EcosystemFact> capacity = [];
    private readonly List<EcosystemFact> jobs = [];
    private readonly List<EcosystemFact> intervals = [];
    private readonly List<EcosystemFact> entries = [];

    private Ecosystem(DateTimeOffset asOf) => AsOf = asOf;

    /// <summary>The instant.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>Members by id, each with its last fact.</summary>
    public IReadOnlyDictionary<string, EcosystemFact> Members => members;

    /// <summary>Assets by id.</summary>
    public IReadOnlyDictionary<string, EcosystemFact> Assets => assets;

    /// <summary>Pools by id, each with all its facts in order.</summary>
    public IReadOnlyDictionary<string, List<EcosystemFact>> Pools => pools;

    /// <summary>Signed agreements.</summary>
    public IReadOnlyList<EcosystemFact> Agreements => agreements;

    /// <summary>Uses of another member's data sets that succeeded.</summary>
    public IReadOnlyList<SharedUse> Uses => uses;

    /// <summary>What pools had open.</summary>
    public IReadOnlyList<EcosystemFact> Capacity => capacity;

    /// <summary>Ended jobs.</summary>
    public IReadOnlyList<EcosystemFact> Jobs => jobs;

    /// <summary>Device time of runs.</summary>
    public IReadOnlyList<EcosystemFact> Intervals => intervals;

    /// <summary>Settled readings.</summary>
    public IReadOnlyList<EcosystemFact> Entries => entries;

    /// <summary>Folds the facts known at an instant.</summary>
    /// <param name="facts">In order; later ones than the instant are left out.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="demonstration">Whether demonstrations count.</param>
    public static Ecosystem At(IEnumerable<EcosystemFact> facts, DateTimeOffset asOf, bool demonstration)
    {
        var state = new Ecosystem(asOf);
        foreach (var fact in facts.TakeWhile(f => f.KnownAt <= asOf))
        {
            if (demonstration || !state.IsDemonstration(fact))
            {
                state.Apply(fact);
            }
        }

        return state;
    }

    /// <summary>Milliseconds since 1970 that a fact calls its time.</summary>
    /// <param name="fact">A fact with an <c>at</c>.</param>
    public static long AtMs(EcosystemFact fact) =>
        DateTimeOffset.TryParse(fact.Of("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUnixTimeMilliseconds() : fact.KnownAt.ToUnixTimeMilliseconds();

    private bool IsDemonstration(EcosystemFact fact)
    {
        var belongs = fact.Demonstration
            || Known(fact.Of("member")) || Known(fact.Of("provider")) || Known(fact.Of("consumer"))
            || Known(fact.Of("asset")) || Known(fact.Of("pool"));
        if (belongs && fact.Topic is (Topics.Member or Topics.Asset or Topics.Pool))
        {
            demonstrations.Add(fact.Subject);
        }

        return belongs;
    }

    private bool Known(string? id) => id is not null && demonstrations.Contains(id);

    private void Apply(EcosystemFact fact)
    {
        switch (fact.Topic)
        {
            case Topics.Member:
                members[fact.Subject] = fact;
                break;
            case Topics.Asset:
                assets[fact.Subject] = fact;
                break;
            case Topics.Agreement:
                agreements.Add(fact);
                break;
            case Topics.Use when fact.Of("outcome") == "succeeded" && fact.Of("kind") == "dataset":
                AddUse(fact);
                break;
            case Topics.Pool:
                (pools.TryGetValue(fact.Subject, out var known) ? known : pools[fact.Subject] = []).Add(fact);
                break;
            case Topics.Capacity:
                capacity.Add(fact);
                break;
            case Topics.Job:
                jobs.Add(fact);
                break;
            case Topics.Interval:
                intervals.Add(fact);
                break;
            case Topics.Entry:
                entries.Add(fact);
                break;
        }
    }

    /// <summary>Industries are those of the moment of use: of the content or else of its provider, and of the consumer.</summary>
    private void AddUse(EcosystemFact fact)
    {
        var asset = assets.GetValueOrDefault(fact.Of("asset") ?? "");
        var provider = fact.Of("provider") ?? asset?.Of("member");
        var consumer = fact.Of("consumer");
        if (provider is not null && provider == consumer)
        {
            return;
        }

        var from = fact.Of("providerSector") ?? asset?.Of("sector") ?? members.GetValueOrDefault(provider ?? "")?.Of("industry");
        var to = fact.Of("consumerSector") ?? members.GetValueOrDefault(consumer ?? "")?.Of("industry");
        uses.Add(new SharedUse(fact, fact.Of("asset") ?? "", provider, consumer, from, to));
    }
}
