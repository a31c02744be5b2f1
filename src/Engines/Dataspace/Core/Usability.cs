using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Gate;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>Whether a member could use an asset: under an agreement it has, or under one that an open offer would give. The Gate alone knows counts and decides.</summary>
public static class Usability
{
    private static readonly PolicyReport NotOpen = new(false, [new PolicyReason("trial.not-open", "", "", "")]);

    /// <summary>Whether one of the two ways is open.</summary>
    /// <param name="consumer">Who asks.</param>
    /// <param name="asset">What.</param>
    /// <param name="agreements">Agreements of the two about it, the newest first.</param>
    /// <param name="offers">Policies of its open offers.</param>
    /// <param name="action">ODRL action.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="at">The instant.</param>
    public static bool May(MemberFacts consumer, AssetFacts asset, IReadOnlyList<(AgreementStanding Agreement, OdrlPolicy Policy)> agreements, IReadOnlyList<OdrlPolicy> offers, string action, string purpose, DateTimeOffset at) =>
        GateDecision.Decide(new GateQuestion(consumer, asset, [.. agreements.Select(a => new AgreementUses(a.Agreement, a.Policy))], action, purpose, at) { Parts = UseRequest.PartsOf(action) }).Permitted
        || (consumer.MayUse && offers.Any(o => UnderOffer(consumer, asset.Asset, o, action, purpose, at).Permitted));

    /// <summary>Whether an asset may be shared onward to a member: one that inherits terms, only where they let it be distributed. No purpose is declared yet: a term that asks for one can't be judged.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="inherits">Whether it inherits terms.</param>
    /// <param name="policy">Its terms.</param>
    /// <param name="consumer">Who would get it.</param>
    /// <param name="at">The instant.</param>
    public static bool MayHave(AssetId asset, bool inherits, string policy, MemberFacts consumer, DateTimeOffset at) =>
        !inherits || Under(consumer, asset, PolicyJson.Stored(policy), "distribute", "", at).Permitted;

    /// <summary>What a first use under an offer's policy would be answered.</summary>
    /// <param name="consumer">Who asks.</param>
    /// <param name="asset">What it is about.</param>
    /// <param name="policy">The offer's policy.</param>
    /// <param name="action">ODRL action.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="at">The instant.</param>
    public static PolicyReport Under(MemberFacts consumer, AssetId asset, OdrlPolicy policy, string action, string purpose, DateTimeOffset at) =>
        PolicyDecision.Decide(policy, Use(consumer, asset, action, purpose, at));

    /// <summary>A first use, of nothing that could exceed a quota, by who does what is owed.</summary>
    /// <param name="consumer">Who asks.</param>
    /// <param name="asset">What it is about; null where that is not said.</param>
    /// <param name="action">ODRL action.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="at">The instant.</param>
    public static UseRequest Use(MemberFacts consumer, AssetId? asset, string action, string purpose, DateTimeOffset at) =>
        new(action, purpose, consumer.Member.ToString(), consumer.PolicyRole, consumer.Industry, consumer.Country, at, 0) { Asset = asset, Parts = UseRequest.PartsOf(action), Bytes = 0, Rows = 0, Done = DutiesDone.All };

    /// <summary>What a first use under an agreement on an offer would be answered; to a trial, no where its provider has not opened the offer to trials.</summary>
    /// <param name="consumer">Who asks.</param>
    /// <param name="asset">What it is about.</param>
    /// <param name="policy">The offer's policy.</param>
    /// <param name="action">ODRL action.</param>
    /// <param name="purpose">Declared purpose.</param>
    /// <param name="at">The instant.</param>
    public static PolicyReport UnderOffer(MemberFacts consumer, AssetId asset, OdrlPolicy policy, string action, string purpose, DateTimeOffset at) =>
        consumer.Trial && !TrialTerms.OpenTo(policy) ? NotOpen : Under(consumer, asset, policy, action, purpose, at);
}
