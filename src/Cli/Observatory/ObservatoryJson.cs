using System.Text.Encodings.Web;
using System.Text.Json;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>How the figures of these verbs are written as JSON: all digits, and nothing left out.</summary>
internal static class ObservatoryJson
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T view) => JsonSerializer.Serialize(view, Options);
}
