using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A member offers an asset.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one asset; null lets the node choose.</param>
/// <param name="Kind">dataset or compute-pool.</param>
/// <param name="Title">1 to 200 characters.</param>
/// <param name="Sector">GB/T 4754 section letter A to T; null when not stated.</param>
/// <param name="Place">ISO 3166 two letters.</param>
/// <param name="Policy">ODRL: permission (each with its duties), prohibition and obligation.</param>
/// <param name="PriceMinorPerHour">Price of a device-hour in fen, from 0.</param>
/// <param name="Description">What it holds and how it came about, for those who look for it: at most 2,000 characters; null for none.</param>
public sealed record AssetPublication(AssetId? Id, string Kind, string Title, string? Sector, string Place, JsonElement Policy, long PriceMinorPerHour, string? Description = null)
{
    /// <summary>Countries, ISO 3166 two letters, on whose ground the asset may be used, whoever uses it; null for any. A declared rule until the law of each transfer is judged.</summary>
    public IReadOnlyList<string>? Jurisdictions { get; init; }
}
