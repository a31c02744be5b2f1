using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>What is frozen at the request, and the document made of it.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Offer">The offer taken.</param>
/// <param name="Asset">What it is about.</param>
/// <param name="AssetSha256">Hash of its bytes at the request; null when it had none.</param>
/// <param name="Provider">Who provides.</param>
/// <param name="Consumer">Who may use.</param>
/// <param name="Policy">ODRL JSON.</param>
/// <param name="PriceMinorPerHour">In fen.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Ends">When it ends; null when only its policy says.</param>
/// <param name="Replaces">The agreement of which it is a new version; null for none.</param>
public sealed record AgreementTerms(AgreementId Agreement, OfferId Offer, AssetId Asset, string? AssetSha256, MemberId Provider, MemberId Consumer, string Policy, long PriceMinorPerHour, DateTimeOffset RequestedAt, DateTimeOffset? Ends, AgreementId? Replaces = null)
{
    /// <summary>The one spelling of the terms, which both parties sign: canonical JSON that names its crypto suite.</summary>
    public string Document()
    {
        var terms = new JsonObject
        {
            ["agreement"] = Agreement.ToString(),
            ["asset"] = Asset.ToString(),
            ["assetSha256"] = AssetSha256,
            ["consumer"] = Consumer.ToString(),
            ["currency"] = "CNY",
            ["ends"] = Ends is { } ends ? Instant(ends) : null,
            ["offer"] = Offer.ToString(),
            ["policy"] = JsonNode.Parse(Policy),
            ["priceMinorPerDeviceHour"] = PriceMinorPerHour,
            ["provider"] = Provider.ToString(),
            ["requestedAt"] = Instant(RequestedAt),
            ["suite"] = "sha256-ed25519",
            ["type"] = "keyeco-agreement",
            ["version"] = 2,
        };
        if (Replaces is { } replaced)
        {
            terms["replaces"] = replaced.ToString();
        }

        using var parsed = JsonDocument.Parse(terms.ToJsonString());
        return CanonicalJson.Of(parsed.RootElement);
    }

    /// <summary>A document with other terms and otherwise the same: what is frozen at the request stays, what is negotiated changes.</summary>
    /// <param name="document">The document.</param>
    /// <param name="policy">ODRL JSON.</param>
    public static string WithPolicy(string document, string policy)
    {
        var terms = JsonNode.Parse(document)!.AsObject();
        terms["policy"] = JsonNode.Parse(policy);
        using var parsed = JsonDocument.Parse(terms.ToJsonString());
        return CanonicalJson.Of(parsed.RootElement);
    }

    /// <summary>SHA-256 of a document's UTF-8 bytes, lower-case hexadecimal.</summary>
    /// <param name="document">The document.</param>
    public static string Hash(string document) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
