using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace KeyEcosystem.Kernel.Agreements;

/// <summary>Checks an agreement's document and signatures with nothing else at hand: no node, no network.</summary>
public static class AgreementVerifier
{
    /// <summary>What is wrong; empty when both parties signed exactly this document.</summary>
    /// <param name="document">The document as it was fetched.</param>
    /// <param name="sha256">Its hash as it was stated, lower-case hexadecimal.</param>
    /// <param name="signatures">The signatures as they were fetched.</param>
    /// <param name="verify">Public key, message, signature: whether they fit.</param>
    /// <param name="trusted">Keys that the verifier knows to be a party's; a party not named here is not checked for its key.</param>
    public static IReadOnlyList<string> Verify(string document, string sha256, IReadOnlyList<AgreementSignature> signatures, Func<byte[], byte[], byte[], bool> verify, IReadOnlyDictionary<MemberId, string>? trusted = null)
    {
        var bytes = Encoding.UTF8.GetBytes(document);
        var findings = new List<string>();
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != sha256)
        {
            findings.Add("the document is not the one that the hash names");
        }

        foreach (var party in (string[])["provider", "consumer"])
        {
            var member = Member(document, party);
            if (member is null)
            {
                findings.Add($"the document names no {party}, or is not in its one spelling");
            }
            else if (signatures.FirstOrDefault(s => s.Party == party) is not { } signature)
            {
                findings.Add($"the {party} has not signed");
            }
            else if (signature.Member.ToString() != member)
            {
                findings.Add($"the {party}'s signature is of {signature.Member}, the document names {member}");
            }
            else if (trusted?.TryGetValue(signature.Member, out var known) == true && known != signature.Key)
            {
                findings.Add($"the {party}'s key is not the one you know");
            }
            else if (!Fits(bytes, signature, verify))
            {
                findings.Add($"the {party}'s signature is not of this document and key");
            }
        }

        return findings;
    }

    private static bool Fits(byte[] document, AgreementSignature signature, Func<byte[], byte[], byte[], bool> verify)
    {
        try
        {
            return verify(Convert.FromHexString(signature.Key), document, Convert.FromHexString(signature.Signature));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static string? Member(string document, string party)
    {
        try
        {
            using var parsed = JsonDocument.Parse(document);
            return parsed.RootElement.ValueKind == JsonValueKind.Object && CanonicalJson.Of(parsed.RootElement) == document && parsed.RootElement.TryGetProperty(party, out var member) ? member.GetString() : null;
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
