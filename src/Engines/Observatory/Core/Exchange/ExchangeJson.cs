using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>How JSON is written: Chinese as it is, everything else that needs it escaped.</summary>
internal static class ExchangeJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(JsonNode node) => node.ToJsonString(Options);
}
