using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>Writes messages and answers. What is empty is left out: the schemas want at least one item in every list that is there.</summary>
public static class MessageWrite
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A message or answer of a process.</summary>
    /// <param name="type">Its <c>@type</c>.</param>
    /// <param name="providerPid">The provider's name of the process; null where it has none yet.</param>
    /// <param name="consumerPid">The consumer's name of the process; null where it has none yet.</param>
    /// <param name="more">Further fields; those that are null are left out.</param>
    public static JsonObject Of(string type, string? providerPid, string? consumerPid, params ReadOnlySpan<(string Name, JsonNode? Value)> more)
    {
        var message = new JsonObject { ["@context"] = new JsonArray(ProtocolWords.Context), ["@type"] = type };
        if (providerPid is not null)
        {
            message["providerPid"] = providerPid;
        }

        if (consumerPid is not null)
        {
            message["consumerPid"] = consumerPid;
        }

        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                message[name] = value;
            }
        }

        return message;
    }

    /// <summary>A message as it is sent.</summary>
    /// <param name="message">Which.</param>
    public static string Text(JsonObject message) => message.ToJsonString(Readable);

    /// <summary>Reasons as a message holds them; null for none.</summary>
    /// <param name="words">The words.</param>
    public static JsonNode? Reason(string? words) => string.IsNullOrEmpty(words) ? null : new JsonArray(words);

    /// <summary>A policy of ours as an offer or an agreement of the protocol: rules without a target of their own, and no list without an item.</summary>
    /// <param name="type">Offer or Agreement.</param>
    /// <param name="id">Its id.</param>
    /// <param name="policy">Compact ODRL.</param>
    /// <param name="more">Further fields; those that are null are left out.</param>
    public static JsonObject Policy(string type, string id, string policy, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        var terms = new JsonObject { ["@id"] = id, ["@type"] = type };
        foreach (var (name, value) in more)
        {
            if (value is not null)
            {
                terms[name] = value;
            }
        }

        using var parsed = JsonDocument.Parse(policy);
        foreach (var name in (ReadOnlySpan<string>)["permission", "prohibition", "obligation"])
        {
            if (parsed.RootElement.TryGetProperty(name, out var rules) && Rules(rules) is { Count: > 0 } kept)
            {
                terms[name] = kept;
            }
        }

        return terms;
    }

    private static JsonArray Rules(JsonElement rules)
    {
        var kept = new JsonArray();
        foreach (var rule in rules.ValueKind == JsonValueKind.Array ? rules.EnumerateArray().ToArray() : [rules])
        {
            if (JsonNode.Parse(rule.GetRawText()) is JsonObject one)
            {
                one.Remove("target");
                if (one["constraint"] is JsonArray { Count: 0 })
                {
                    one.Remove("constraint");
                }

                kept.Add((JsonNode)one);
            }
        }

        return kept;
    }
}
