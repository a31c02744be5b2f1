using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>Where data is fetched from or sent to over HTTP, as a <c>DataAddress</c> of a message names it.</summary>
/// <param name="Endpoint">The address, http or https.</param>
/// <param name="Token">What opens it, sent as a bearer; null where it needs none.</param>
/// <param name="Method">How data is sent there: POST or PUT.</param>
/// <param name="Purpose">The purpose that the consumer declares for what it asks to be sent; null for none.</param>
public sealed record DataPlace(string Endpoint, string? Token, string Method = DataPlace.Post, string? Purpose = null)
{
    private const string Post = "POST";
    private const int TextMax = 2000;

    /// <summary>Reads the address of a message.</summary>
    /// <param name="address">The message's <c>dataAddress</c>.</param>
    /// <param name="field">How refusals name it.</param>
    /// <returns>The place, or which field is wrong.</returns>
    public static Result<DataPlace> Of(JsonElement address, string field = "dataAddress")
    {
        if (address.ValueKind != JsonValueKind.Object)
        {
            return Refusal.Field(field, "a DataAddress", address.ValueKind.ToString());
        }

        if (Text(address, "endpointType") is var type && type != ProtocolWords.HttpEndpoint)
        {
            return Refusal.Field($"{field}.endpointType", ProtocolWords.HttpEndpoint, type);
        }

        if (Text(address, "endpoint") is not { Length: <= TextMax } endpoint || !Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
        {
            return Refusal.Field($"{field}.endpoint", "an absolute http or https address", Text(address, "endpoint"));
        }

        var (token, method, purpose) = (Property(address, "authorization"), Property(address, "method") ?? Post, Property(address, "purpose"));
        return (Property(address, "authType") ?? "bearer") is var kind && !kind.Equals("bearer", StringComparison.OrdinalIgnoreCase) ? Refusal.Field($"{field}.authType", "bearer", kind)
            : token is { Length: > TextMax } || token?.Any(c => c is <= ' ' or > '~') == true ? Refusal.Field($"{field}.authorization", $"at most {TextMax} characters without spaces", null)
            : method is not (Post or "PUT") ? Refusal.Field($"{field}.method", "POST or PUT", method)
            : purpose is { Length: > TextMax } ? Refusal.Field($"{field}.purpose", $"at most {TextMax} characters", purpose)
            : new DataPlace(endpoint, token, method, purpose);
    }

    /// <summary>The address as a message holds it.</summary>
    public JsonObject Json()
    {
        var properties = new JsonArray();
        if (Token is not null)
        {
            properties.Add((JsonNode)Property("authorization", Token));
            properties.Add((JsonNode)Property("authType", "bearer"));
        }

        if (Method != Post)
        {
            properties.Add((JsonNode)Property("method", Method));
        }

        if (Purpose is not null)
        {
            properties.Add((JsonNode)Property("purpose", Purpose));
        }

        var address = new JsonObject { ["@type"] = "DataAddress", ["endpointType"] = ProtocolWords.HttpEndpoint, ["endpoint"] = Endpoint };
        if (properties.Count > 0)
        {
            address["endpointProperties"] = properties;
        }

        return address;
    }

    private static JsonObject Property(string name, string value) => new JsonObject { ["@type"] = "EndpointProperty", ["name"] = name, ["value"] = value };

    private static string? Property(JsonElement address, string name) => address.TryGetProperty("endpointProperties", out var all) && all.ValueKind == JsonValueKind.Array
        ? all.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object && Text(p, "name") == name).Select(p => Text(p, "value")).FirstOrDefault()
        : null;

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
