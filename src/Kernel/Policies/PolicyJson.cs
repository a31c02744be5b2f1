using System.Text.Json;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Reads and writes the policies of offers and agreements. What would not be enforced it refuses, with the place.</summary>
public static class PolicyJson
{
    /// <summary>Most characters of a policy.</summary>
    public const int LengthMax = 262_144;

    private const int ConstraintsMax = 1_024;

    /// <summary>Reads a policy.</summary>
    /// <param name="json">ODRL 2.2 as JSON-LD, without remedies and consequences.</param>
    /// <returns>The policy, each clause named by its place, or <c>policy.malformed</c> with the JSON path.</returns>
    public static Result<OdrlPolicy> Parse(string json) => Read(json, null);

    /// <summary>
    /// Reads terms as they may be on record from the time of the small language: it took any text as the value of an operand that it did not know, and combinations of nothing. Neither is ever satisfied but
    /// an <c>and</c> of nothing.
    /// </summary>
    /// <param name="json">As <see cref="Write"/> wrote it.</param>
    /// <returns>The policy, or <c>policy.malformed</c> with the JSON path.</returns>
    public static Result<OdrlPolicy> ParseStored(string json) => Read(json, static operand => !PolicyVocabulary.IsJudged(operand));

    /// <summary>Reads terms that are on record. What an earlier node wrote and this one can't read permits nothing, rather than break the page that shows it.</summary>
    /// <param name="json">As <see cref="Write"/> wrote it.</param>
    public static OdrlPolicy Stored(string json) => ParseStored(json) is { IsOk: true } read ? read.Value : OdrlPolicy.Nothing;

    /// <summary>Writes a policy in the one spelling that <see cref="Parse"/> reads back to the same meaning.</summary>
    /// <param name="policy">The policy.</param>
    public static string Write(OdrlPolicy policy) => PolicyWriter.Write(policy);

    private static Result<OdrlPolicy> Read(string json, Func<string, bool>? old)
    {
        if (json.Length > LengthMax)
        {
            return OdrlReader.Wrong("$", $"at most {LengthMax} characters");
        }

        try
        {
            return OdrlReader.Guarded(() =>
            {
                using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = OdrlReader.DepthMax, AllowDuplicateProperties = false });
                PolicyShape.Check(document.RootElement);
                var policy = PolicyPlaces.Of(new OdrlRuleReader(document.RootElement, ConstraintsMax, old).Policy());
                PolicyDuties.Check(policy);
                return policy;
            });
        }
        catch (JsonException malformed)
        {
            return new Refusal("policy.malformed", "The policy is not JSON.", $"Line {malformed.LineNumber + 1}: it can't be read as JSON of at most {OdrlReader.DepthMax} levels.");
        }
    }
}
