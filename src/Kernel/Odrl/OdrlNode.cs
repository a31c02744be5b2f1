using System.Text.Json;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>An object of JSON-LD by the one spelling of its names, and where it stands.</summary>
internal sealed class OdrlNode
{
    private const int ItemsMax = 10_000;
    private const int TextMax = 4_096;
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly OdrlNames names;

    public OdrlNode(JsonElement json, string path, OdrlNames names)
    {
        (Path, this.names) = (path, names);
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new PolicyFormatException(path, "an object");
        }

        foreach (var property in json.EnumerateObject())
        {
            var name = names.Short(property.Name);
            if (!fields.TryAdd(name, property.Value))
            {
                throw new PolicyFormatException($"{path}.{property.Name}", $"given once; \"{name}\" stands there already");
            }
        }
    }

    /// <summary>The object that a policy is, its names by its own context.</summary>
    public static OdrlNode Root(JsonElement json) =>
        new(json, "$", json.ValueKind == JsonValueKind.Object && json.TryGetProperty("@context", out var context) ? OdrlNames.Of(context) : OdrlNames.Plain);

    public string Path { get; }

    public IEnumerable<string> Names => fields.Keys;

    public JsonElement? this[string name] => fields.TryGetValue(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public OdrlNames Spelling => names;

    /// <summary>The values of a property: one, a list, or an ordered list; each with its path.</summary>
    public IReadOnlyList<(JsonElement Json, string Path)> All(string name) => this[name] is { } value ? Items(value, $"{Path}.{name}") : [];

    /// <summary>The objects of a property.</summary>
    public IEnumerable<OdrlNode> Nodes(string name) => All(name).Select(i => new OdrlNode(i.Json, i.Path, names));

    /// <summary>An IRI or text, however it is written; null when absent.</summary>
    public string? Text(string name) => this[name] is { } value ? TextOf(value, $"{Path}.{name}", names) : null;

    public string Required(string name, string must) => Text(name) is { Length: > 0 } text ? text : throw new PolicyFormatException($"{Path}.{name}", must);

    /// <summary>Its IRI: @id, id or uid.</summary>
    public string? Id() => Text("@id") ?? Text("id") ?? Text("uid");

    public static IReadOnlyList<(JsonElement Json, string Path)> Items(JsonElement value, string path)
    {
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("@list", out var list))
        {
            (value, path) = (list, path + ".@list");
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            return [(value, path)];
        }

        if (value.GetArrayLength() > ItemsMax)
        {
            throw new PolicyFormatException(path, $"a list of at most {ItemsMax} entries");
        }

        // Expanded JSON-LD wraps an ordered list in a list.
        return value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.Object && value[0].TryGetProperty("@list", out _)
            ? Items(value[0], path + "[0]")
            : [.. value.EnumerateArray().Select((item, i) => (item, $"{path}[{i}]"))];
    }

    public static string TextOf(JsonElement value, string path, OdrlNames names)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            JsonValueKind.Object when Inner(value) is { } inner => TextOf(inner, path, OdrlNames.Plain),
            JsonValueKind.Array when value.GetArrayLength() == 1 && value[0].ValueKind != JsonValueKind.Array => TextOf(value[0], path + "[0]", OdrlNames.Plain),
            _ => throw new PolicyFormatException(path, "a text, an IRI or an object with @id"),
        };
        return text.Length <= TextMax ? names.Short(text) : throw new PolicyFormatException(path, $"at most {TextMax} characters");

        static JsonElement? Inner(JsonElement of) => (of.TryGetProperty("@id", out var inner) || of.TryGetProperty("@value", out inner) || of.TryGetProperty("uid", out inner)) && inner.ValueKind is JsonValueKind.String or JsonValueKind.Number ? inner : null;
    }
}
