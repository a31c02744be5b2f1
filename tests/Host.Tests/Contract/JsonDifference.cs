using System.Text.Json.Nodes;

namespace KeyEcosystem.Host.Tests.Contract;

/// <summary>What differs between two JSON texts, a line each, by path.</summary>
internal static class JsonDifference
{
    /// <summary>One spelling: properties of objects sorted, so that the order in which endpoints are mapped is no difference.</summary>
    public static string Canonical(JsonNode node) => Sorted(node)!.ToJsonString(new System.Text.Json.JsonSerializerOptions { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }) + "\n";

    public static IReadOnlyList<string> Of(string committed, string served)
    {
        var (was, now) = (Flat(JsonNode.Parse(committed)), Flat(JsonNode.Parse(served)));
        return
        [
            .. was.Keys.Except(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(k => $"- {k}: {was[k]}"),
            .. now.Keys.Except(was.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(k => $"+ {k}: {now[k]}"),
            .. was.Keys.Intersect(now.Keys, StringComparer.Ordinal).Where(k => was[k] != now[k]).Order(StringComparer.Ordinal).Select(k => $"~ {k}: {was[k]} -> {now[k]}"),
        ];
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject o => new JsonObject(o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sorted(p.Value)))),
        JsonArray a => new JsonArray([.. a.Select(Sorted)]),
        _ => node?.DeepClone(),
    };

    private static Dictionary<string, string> Flat(JsonNode? node)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        Walk(node, "", flat);
        return flat;
    }

    private static void Walk(JsonNode? node, string path, Dictionary<string, string> flat)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } o:
                foreach (var (key, value) in o)
                {
                    Walk(value, $"{path} > {key}", flat);
                }

                break;
            case JsonArray { Count: > 0 } a:
                for (var i = 0; i < a.Count; i++)
                {
                    Walk(a[i], $"{path}[{i}]", flat);
                }

                break;
            default:
                flat[path] = node?.ToJsonString() ?? "null";
                break;
        }
    }
}
