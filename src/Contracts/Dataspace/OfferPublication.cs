using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A further offer of an asset: other terms, another price, perhaps for others.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one offer; null lets the node choose.</param>
/// <param name="Title">What it is for, 1 to 200 characters; null when the asset's name says enough.</param>
/// <param name="Policy">ODRL: permission (each with its duties), prohibition and obligation. On a result that inherits terms these hold too.</param>
/// <param name="PriceMinorPerHour">Price of a device-hour in fen, from 0.</param>
/// <param name="From">From when it can be taken; null at once.</param>
/// <param name="Until">Until when it can be taken; null until it is withdrawn.</param>
/// <param name="AgreementEnds">When agreements under it end; null when only their policy says.</param>
public sealed record OfferPublication(OfferId? Id, string? Title, JsonElement Policy, long PriceMinorPerHour, DateTimeOffset? From = null, DateTimeOffset? Until = null, DateTimeOffset? AgreementEnds = null)
{
    /// <summary>Whether it is agreed on at once, without asking anybody, with another connector that takes it as it stands.</summary>
    public bool Standing { get; init; }
}
