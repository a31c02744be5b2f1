using System.Text.Json.Nodes;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Writes policies in their one spelling: compact ODRL JSON-LD that reads back to the same meaning. What is on record is compared by it, so it never changes.</summary>
internal static class PolicyWriter
{
    public static string Write(OdrlPolicy policy)
    {
        var root = new JsonObject { ["@context"] = "http://www.w3.org/ns/odrl.jsonld", ["@type"] = "Set" };
        if (policy.Conflict != OdrlStrategy.Prohibit)
        {
            root["conflict"] = policy.Conflict == OdrlStrategy.Permit ? "perm" : "invalid";
        }

        root["permission"] = new JsonArray([.. policy.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).Select(Node)]);
        root["prohibition"] = new JsonArray([.. policy.Rules.Where(r => r.Kind == OdrlRuleKind.Prohibition).Select(Node)]);
        AddRules(root, "obligation", [.. policy.Rules.Where(r => r.Kind == OdrlRuleKind.Duty)]);
        return root.ToJsonString();
    }

    public static string NameOf(OdrlLogic form) => form switch { OdrlLogic.And => "and", OdrlLogic.Or => "or", OdrlLogic.Xone => "xone", _ => "andSequence" };

    public static string NameOf(OdrlOperator comparison)
    {
        var name = comparison.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static JsonNode Node(OdrlRule rule)
    {
        var node = new JsonObject();
        Add(node, "action", [.. rule.Actions.Select(Node)]);
        Add(node, "target", [.. rule.Targets.Select(t => Node(t, "AssetCollection"))]);
        Add(node, "assignee", [.. rule.Assignees.Select(a => Node(a, "PartyCollection"))]);
        Add(node, "assigner", [.. rule.Assigners.Select(a => Node(a, "PartyCollection"))]);
        node["constraint"] = All(rule.Constraints);
        AddRules(node, "duty", rule.Duties);
        return node;
    }

    public static JsonNode Node(OdrlConstraint constraint)
    {
        if (constraint is OdrlConstraint.Logical logical)
        {
            return new JsonObject { [NameOf(logical.Form)] = All(logical.Of) };
        }

        var atomic = (OdrlConstraint.Atomic)constraint;
        var node = new JsonObject { ["leftOperand"] = atomic.Left, ["operator"] = NameOf(atomic.Operator) };
        Add(node, "rightOperand", [.. atomic.Right.Select(v => Node(v, atomic.Left))]);
        AddText(node, "rightOperandReference", atomic.Reference);
        AddText(node, "unit", atomic.Unit);
        AddText(node, "anchor", atomic.Anchor?.Text);
        return node;
    }

    private static JsonArray All(IReadOnlyList<OdrlConstraint> constraints) => [.. constraints.Select(Node)];

    private static JsonNode Node(OdrlAction action) =>
        action.Refinement.Count == 0 ? JsonValue.Create(action.Name) : new JsonObject { ["rdf:value"] = action.Name, ["refinement"] = All(action.Refinement) };

    private static JsonNode Node(OdrlScope scope, string collection)
    {
        if (!scope.IsCollection)
        {
            return JsonValue.Create(scope.Id);
        }

        var node = new JsonObject();
        AddText(node, "@id", scope.Id.Length > 0 ? scope.Id : null);
        node["@type"] = collection;
        AddText(node, "source", scope.Source);
        if (scope.Refinement.Count > 0)
        {
            node["refinement"] = All(scope.Refinement);
        }

        return node;
    }

    /// <summary>A value as a text where that is read as what it is; else with its type.</summary>
    private static JsonNode Node(OdrlValue value, string operand) => value.IsLike(OdrlValues.Untyped(value.Text, operand)) ? JsonValue.Create(value.Text) : value.Kind switch
    {
        OdrlValueKind.Name => new JsonObject { ["@id"] = value.Text },
        OdrlValueKind.Number => Typed(value, "xsd:decimal"),
        OdrlValueKind.Instant => Typed(value, "xsd:dateTime"),
        _ => Typed(value, "xsd:duration"),
    };

    private static JsonObject Typed(OdrlValue value, string type) => new() { ["@value"] = value.Text, ["@type"] = type };

    private static void Add(JsonObject to, string name, JsonNode[] values)
    {
        if (values.Length > 0)
        {
            to[name] = values is [var one] ? one : new JsonArray(values);
        }
    }

    /// <summary>Terms without duties are spelled as they were before there were any.</summary>
    private static void AddRules(JsonObject to, string name, IReadOnlyList<OdrlRule> rules)
    {
        if (rules.Count > 0)
        {
            to[name] = new JsonArray([.. rules.Select(Node)]);
        }
    }

    private static void AddText(JsonObject to, string name, string? text)
    {
        if (text is not null)
        {
            to[name] = text;
        }
    }
}
