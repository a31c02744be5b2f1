using System.Text.Json.Nodes;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>A condition as a person writes it: a comparison, or a combination of conditions.</summary>
public sealed class TermDraft
{
    /// <summary>The form of a comparison; all others are combinations.</summary>
    public const string Comparison = "is";

    private static readonly string[] Own = ["leftOperand", "operator", "rightOperand"];
    private readonly List<(string Text, JsonNode Json)> read = [];
    private readonly JsonObject rest = [];

    /// <summary>The forms there are.</summary>
    public static IReadOnlyList<string> Forms { get; } = [Comparison, "and", "or", "xone", "andSequence"];

    /// <summary>ODRL's operators.</summary>
    public static IReadOnlyList<string> Operators { get; } = ["eq", "neq", "lt", "lteq", "gt", "gteq", "isA", "hasPart", "isPartOf", "isAllOf", "isAnyOf", "isNoneOf"];

    /// <summary>Which form it has.</summary>
    public string Form { get; set; } = Comparison;

    /// <summary>Left operand of a comparison.</summary>
    public string Operand { get; set; } = "purpose";

    /// <summary>Operator of a comparison.</summary>
    public string Operator { get; set; } = "eq";

    /// <summary>Values of a comparison, one a line.</summary>
    public string Values { get; set; } = "";

    /// <summary>Conditions of a combination.</summary>
    public List<TermDraft> Of { get; } = [];

    /// <summary>A condition as it stands in terms. What this form does not show of it (a unit, an anchor, the type of a value) stays with it.</summary>
    /// <param name="json">The constraint.</param>
    public static TermDraft From(JsonObject json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var draft = new TermDraft();
        if (Forms.Skip(1).FirstOrDefault(json.ContainsKey) is { } form)
        {
            draft.Form = form;
            draft.Of.AddRange(json[form]!.AsArray().Select(t => From(t!.AsObject())));
            return draft;
        }

        (draft.Operand, draft.Operator) = ((string)json["leftOperand"]!, (string)json["operator"]!);
        foreach (var value in json["rightOperand"] switch { null => [], JsonArray many => many.ToList(), var one => [one] })
        {
            draft.read.Add((TextOf(value!), value!.DeepClone()));
        }

        draft.Values = string.Join('\n', draft.read.Select(r => r.Text));
        foreach (var (name, value) in json.Where(p => !Own.Contains(p.Key)))
        {
            draft.rest[name] = value?.DeepClone();
        }

        return draft;
    }

    /// <summary>The condition in ODRL.</summary>
    public JsonObject Build()
    {
        if (Form != Comparison)
        {
            return new JsonObject { [Form] = new JsonArray([.. Of.Select(t => (JsonNode)t.Build())]) };
        }

        var json = new JsonObject { ["leftOperand"] = Operand.Trim(), ["operator"] = Operator };
        JsonNode[] values = [.. RuleDraft.Lines(Values).Select(v => read.Find(r => r.Text == v).Json?.DeepClone() ?? JsonValue.Create(v)!)];
        if (values.Length > 0)
        {
            json["rightOperand"] = values is [var only] ? only : new JsonArray(values);
        }

        foreach (var (name, value) in rest)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private static string TextOf(JsonNode value) => value switch
    {
        JsonObject typed => (string?)(typed["@value"] ?? typed["@id"]) ?? "",
        JsonValue text when text.TryGetValue<string>(out var said) => said,
        _ => value.ToJsonString(),
    };
}
