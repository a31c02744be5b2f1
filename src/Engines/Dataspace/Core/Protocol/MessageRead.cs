using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>A message as it came: what every kind may hold. Fields of other vocabularies beside these are let through.</summary>
/// <param name="Type">Its <c>@type</c>.</param>
/// <param name="ProviderPid">The provider's name of the process.</param>
/// <param name="ConsumerPid">The consumer's name of the process.</param>
/// <param name="Body">All of it.</param>
public sealed record MessageRead(string Type, string? ProviderPid, string? ConsumerPid, JsonElement Body)
{
    private const int TextMax = 2000;
    private const int ReasonsMax = 20;

    /// <summary>Reads what all messages have in common.</summary>
    /// <param name="body">The body of a request.</param>
    /// <param name="types">The types that are expected there.</param>
    /// <returns>The message, or what is wrong with which field.</returns>
    public static Result<MessageRead> Of(JsonElement body, params ReadOnlySpan<string> types)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Field("$", "a JSON object", body.ValueKind.ToString());
        }

        if (!body.TryGetProperty("@context", out var context) || !NamesContext(context))
        {
            return Refusal.Field("@context", $"an array that holds {ProtocolWords.Context}", context.ValueKind == JsonValueKind.Undefined ? null : context.GetRawText());
        }

        var type = Text(body, "@type");
        if (type is null || !types.Contains(type))
        {
            return Refusal.Field("@type", string.Join(" or ", types), type);
        }

        foreach (var name in (ReadOnlySpan<string>)["providerPid", "consumerPid", "callbackAddress", "agreementId", "format", "code", "eventType"])
        {
            if (body.TryGetProperty(name, out var value) && (value.ValueKind != JsonValueKind.String || value.GetString() is not { Length: > 0 and <= TextMax }))
            {
                return Refusal.Field(name, $"text of 1 to {TextMax} characters", value.GetRawText());
            }
        }

        return new MessageRead(type, Text(body, "providerPid"), Text(body, "consumerPid"), body);
    }

    /// <summary>A text of the message; null when it has none of that name.</summary>
    /// <param name="name">Its name.</param>
    public string? this[string name] => Text(Body, name);

    /// <summary>What is not there though it must be; null when all is.</summary>
    /// <param name="names">Fields that must be there.</param>
    public Refusal? Missing(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!Body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            {
                return Refusal.Field(name, "given", null);
            }
        }

        return null;
    }

    /// <summary>Which pid is missing or another one than the process has; null when both are right.</summary>
    /// <param name="provider">The provider's name of the process; null where it is not known yet.</param>
    /// <param name="consumer">The consumer's name of the process; null where it is not known yet.</param>
    public Refusal? WrongPids(string? provider, string? consumer) =>
        ProviderPid is { } said && provider is not null && said != provider ? Refusal.Field("providerPid", provider, said)
        : ConsumerPid is { } named && consumer is not null && named != consumer ? Refusal.Field("consumerPid", consumer, named)
        : Missing("providerPid", "consumerPid");

    /// <summary>Why the other side ends or suspends something, in its own words: code and reasons.</summary>
    public string Reasons()
    {
        var said = new List<string>();
        if (this["code"] is { } code)
        {
            said.Add(code);
        }

        if (Body.TryGetProperty("reason", out var reasons) && reasons.ValueKind == JsonValueKind.Array)
        {
            said.AddRange(reasons.EnumerateArray().Take(ReasonsMax).Select(r => r.ValueKind == JsonValueKind.String ? r.GetString()! : r.GetRawText()));
        }

        var text = string.Join("; ", said);
        return text.Length > TextMax ? text[..TextMax] : text;
    }

    private static bool NamesContext(JsonElement context) =>
        context.ValueKind == JsonValueKind.Array && context.EnumerateArray().Any(c => c.ValueKind == JsonValueKind.String && c.ValueEquals(ProtocolWords.Context));

    private static string? Text(JsonElement body, string name) => body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
