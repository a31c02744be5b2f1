using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>An offer: an asset, a policy, a price. It never changes; it is withdrawn and another is made.</summary>
/// <param name="Id">Offer id.</param>
/// <param name="Asset">What is offered.</param>
/// <param name="Provider">Who offers.</param>
/// <param name="Title">What it is for; null when the asset's name says enough.</param>
/// <param name="State">planned, open, closed or withdrawn.</param>
/// <param name="Policy">ODRL JSON.</param>
/// <param name="TermsZh">The policy in Chinese, a sentence a rule.</param>
/// <param name="TermsEn">The policy in English.</param>
/// <param name="PriceMinorPerHour">Price of a device-hour in fen.</param>
/// <param name="From">From when it can be taken.</param>
/// <param name="Until">Until when it can be taken; null until it is withdrawn.</param>
/// <param name="AgreementEnds">When agreements under it end; null when only their policy says.</param>
/// <param name="WithdrawnAt">When it was withdrawn; null when it was not.</param>
/// <param name="Version">Grows with every change.</param>
/// <param name="TermsEnd">From when on its terms permit nothing any more; null for no end.</param>
public sealed record OfferView(OfferId Id, AssetId Asset, MemberId Provider, string? Title, string State, string Policy, IReadOnlyList<string> TermsZh, IReadOnlyList<string> TermsEn, long PriceMinorPerHour, DateTimeOffset From, DateTimeOffset? Until, DateTimeOffset? AgreementEnds, DateTimeOffset? WithdrawnAt, long Version, DateTimeOffset? TermsEnd)
{
    /// <summary>Whether it is agreed on at once with another connector that takes it as it stands.</summary>
    public bool Standing { get; init; }

    /// <summary>What its provider should know of its terms: that they can permit nobody anything, or hold a word that is probably not what was meant; Chinese and English. Only in the answer to who has just made it.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
