using System.Text.Json;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reads policies of ODRL 2.2 as JSON-LD. What it can't read it refuses, with the place and what must stand there.</summary>
public static class OdrlReader
{
    /// <summary>Most characters of a policy.</summary>
    public const int LengthMax = 4_194_304;

    /// <summary>Most constraints of a policy.</summary>
    public const int ConstraintsMax = 10_000;

    /// <summary>Most levels of JSON.</summary>
    public const int DepthMax = 64;

    /// <summary>Reads a policy.</summary>
    /// <param name="json">JSON-LD.</param>
    /// <returns>The policy, or <c>policy.malformed</c> with the JSON path.</returns>
    public static Result<OdrlPolicy> Parse(string json)
    {
        if (json.Length > LengthMax)
        {
            return Wrong("$", $"at most {LengthMax} characters");
        }

        try
        {
            return Guarded(() =>
            {
                using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DepthMax, AllowDuplicateProperties = false });
                return new OdrlRuleReader(document.RootElement).Policy();
            });
        }
        catch (JsonException malformed)
        {
            return new Refusal("policy.malformed", "The policy is not JSON.", $"Line {malformed.LineNumber + 1}: it can't be read as JSON of at most {DepthMax} levels.");
        }
    }

    /// <summary>Reads a policy that is part of a document.</summary>
    /// <param name="json">The policy's object.</param>
    /// <returns>The policy, or <c>policy.malformed</c> with the JSON path.</returns>
    public static Result<OdrlPolicy> Read(JsonElement json) => Guarded(() => new OdrlRuleReader(json).Policy());

    /// <summary>Turns what a reader says of foreign input into a refusal.</summary>
    internal static Result<T> Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            // What the reader says of half a surrogate pair or of bytes that are no UTF-8.
            return Wrong("$", "text of whole characters");
        }
        catch (PolicyFormatException wrong)
        {
            return Wrong(wrong.Path, wrong.Must);
        }
    }

    internal static Refusal Wrong(string path, string must) => new("policy.malformed", "The policy can't be accepted.", $"\"{path}\" must be {must}.", new Dictionary<string, string>(StringComparer.Ordinal) { ["field"] = path, ["must"] = must });
}
