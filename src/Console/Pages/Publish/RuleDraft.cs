using System.Text.Json.Nodes;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>A permission, a prohibition or an obligation as a person writes it.</summary>
/// <param name="kind">permission, prohibition or obligation.</param>
public sealed class RuleDraft(string kind)
{
    private static readonly string[] Own = ["action", "constraint", "duty"];
    private readonly JsonObject rest = [];
    private readonly Dictionary<string, JsonNode> refined = new(StringComparer.Ordinal);

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["permission", "prohibition", "obligation"];

    /// <summary>permission, prohibition or obligation.</summary>
    public string Kind { get; set; } = kind;

    /// <summary>Names of its actions, one a line.</summary>
    public string Actions { get; set; } = "use";

    /// <summary>Its conditions; of an obligation, until when.</summary>
    public List<TermDraft> Terms { get; } = [];

    /// <summary>Of a permission: actions that are owed before, one a line.</summary>
    public string Duties { get; set; } = "";

    /// <summary>Whether it says more than this form shows: for whom, about what.</summary>
    public bool HasMore => rest.Count > 0 || refined.Count > 0;

    /// <summary>A rule as it stands in terms. What this form does not show of it (target, assignee, what narrows an action) stays with it.</summary>
    /// <param name="kind">permission, prohibition or obligation.</param>
    /// <param name="json">The rule.</param>
    public static RuleDraft From(string kind, JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var draft = new RuleDraft(kind) { Actions = string.Join('\n', Many(json["action"]).Select(Named)) };
        draft.Terms.AddRange(Many(json["constraint"]).Select(t => TermDraft.From(t.AsObject())));
        draft.Duties = string.Join('\n', Many(json["duty"]).Select(d => Named(d["action"]!)));
        foreach (var action in Many(json["action"]).Concat(Many(json["duty"]).Select(d => d["action"]!)).Where(a => a is JsonObject))
        {
            draft.refined[Named(action)] = action.DeepClone();
        }

        foreach (var (name, value) in json.Where(p => !Own.Contains(p.Key)))
        {
            draft.rest[name] = value?.DeepClone();
        }

        return draft;
    }

    /// <summary>The rule in ODRL.</summary>
    public JsonObject Build()
    {
        var json = new JsonObject { ["action"] = new JsonArray([.. Lines(Actions).Select(Action)]), ["constraint"] = new JsonArray([.. Terms.Select(t => (JsonNode)t.Build())]) };
        if (Kind == "permission" && Lines(Duties) is { Length: > 0 } duties)
        {
            json["duty"] = new JsonArray([.. duties.Select(d => (JsonNode)new JsonObject { ["action"] = Action(d) })]);
        }

        foreach (var (name, value) in rest)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private JsonNode Action(string name) => refined.TryGetValue(name, out var json) ? json.DeepClone() : JsonValue.Create(name)!;

    /// <summary>What stands in a field, one a line.</summary>
    internal static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<JsonNode> Many(JsonNode? value) => value switch { null => [], JsonArray many => many.Select(v => v!), _ => [value] };

    private static string Named(JsonNode action) => (string)(action is JsonObject narrowed ? narrowed["rdf:value"]! : action)!;
}
