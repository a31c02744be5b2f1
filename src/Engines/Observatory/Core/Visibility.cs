namespace KeyEcosystem.Observatory.Core;

/// <summary>Which facts concern a member.</summary>
public static class Visibility
{
    /// <summary>Whether a fact names the member, or is about its pool or asset.</summary>
    /// <param name="state">Knows whose the pools and assets are.</param>
    /// <param name="fact">The fact.</param>
    /// <param name="member">The member's id in text form.</param>
    public static bool Names(Ecosystem state, EcosystemFact fact, string member)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(fact);
        return fact.Of("member") == member
            || fact.Of("provider") == member
            || fact.Of("consumer") == member
            || (fact.Of("asset") is { } asset && state.Assets.GetValueOrDefault(asset)?.Of("member") == member)
            || (fact.Of("pool") is { } pool && state.Pools.GetValueOrDefault(pool)?[0].Of("member") == member);
    }
}
