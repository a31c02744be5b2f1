using System.Text.Json;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reads the rules of one policy. Limits are counted over the whole policy.</summary>
internal sealed class OdrlRuleReader
{
    private const int RulesMax = 1_000;
    private const int NestingMax = 20;
    private readonly OdrlNode root;
    private readonly OdrlConstraintReader constraints;
    private int rulesLeft = RulesMax;

    public OdrlRuleReader(JsonElement json, int constraintsMax = OdrlReader.ConstraintsMax, Func<string, bool>? old = null)
    {
        root = OdrlNode.Root(json);
        constraints = new OdrlConstraintReader(constraintsMax, old);
    }

    public OdrlPolicy Policy()
    {
        // What stands at the policy holds for each of its rules that does not say otherwise.
        var shared = new OdrlRule(OdrlRuleKind.Permission, "", Actions(root), Scopes(root, "target"), Scopes(root, "assignee"), Scopes(root, "assigner"), constraints.All(root, "constraint", ""), []);
        return new OdrlPolicy(root.Id() ?? "", TypeOf(root) ?? "Set", Strategy(), [
            .. Rules(root, "permission", OdrlRuleKind.Permission, "", shared, 0),
            .. Rules(root, "prohibition", OdrlRuleKind.Prohibition, "", shared, 0),
            .. Rules(root, "obligation", OdrlRuleKind.Duty, "", shared, 0),
            .. Rules(root, "duty", OdrlRuleKind.Duty, "", shared, 0),
        ]);
    }

    private static string? TypeOf(OdrlNode node) => node.All("@type") is [var one, ..] ? OdrlNode.TextOf(one.Json, one.Path, node.Spelling) : null;

    private OdrlStrategy Strategy() => root.Text("conflict") switch
    {
        null or "prohibit" => OdrlStrategy.Prohibit,
        "perm" => OdrlStrategy.Permit,
        "invalid" => OdrlStrategy.Invalid,
        _ => throw new PolicyFormatException("$.conflict", "perm, prohibit or invalid"),
    };

    private List<OdrlRule> Rules(OdrlNode of, string name, OdrlRuleKind kind, string clause, OdrlRule? shared, int depth)
    {
        var rules = new List<OdrlRule>();
        foreach (var node in of.Nodes(name))
        {
            if (--rulesLeft < 0 || depth > NestingMax)
            {
                throw new PolicyFormatException(node.Path, $"within {RulesMax} rules and {NestingMax} levels of duties");
            }

            var place = $"{clause}{name}[{rules.Count}]";
            var (actions, targets, assignees, assigners) = (Actions(node), Scopes(node, "target"), Scopes(node, "assignee"), Scopes(node, "assigner"));
            var own = constraints.All(node, "constraint", place + ".");
            rules.Add(new OdrlRule(
                kind,
                node.Id() ?? place,
                actions.Count > 0 || shared is null ? actions : shared.Actions,
                targets.Count > 0 || shared is null ? targets : shared.Targets,
                assignees.Count > 0 || shared is null ? assignees : shared.Assignees,
                assigners.Count > 0 || shared is null ? assigners : shared.Assigners,
                shared is null ? own : [.. own, .. shared.Constraints],
                Rules(node, kind switch { OdrlRuleKind.Permission => "duty", OdrlRuleKind.Prohibition => "remedy", _ => "consequence" }, OdrlRuleKind.Duty, place + ".", null, depth + 1)));
        }

        return rules;
    }

    private List<OdrlAction> Actions(OdrlNode of)
    {
        var actions = new List<OdrlAction>();
        foreach (var (json, path) in of.All("action"))
        {
            if (json.ValueKind != JsonValueKind.Object)
            {
                actions.Add(new OdrlAction(OdrlNode.TextOf(json, path, of.Spelling), []));
                continue;
            }

            var node = new OdrlNode(json, path, of.Spelling);
            var name = node.Text("rdf:value") ?? node.Text("http://www.w3.org/1999/02/22-rdf-syntax-ns#value") ?? node.Text("value") ?? node.Id()
                ?? throw new PolicyFormatException(path, "the name of an action, or an object with rdf:value or @id");
            actions.Add(new OdrlAction(name, constraints.All(node, "refinement", path + ".")));
        }

        return actions;
    }

    private List<OdrlScope> Scopes(OdrlNode of, string name)
    {
        var scopes = new List<OdrlScope>();
        foreach (var (json, path) in of.All(name))
        {
            if (json.ValueKind != JsonValueKind.Object)
            {
                scopes.Add(new OdrlScope(OdrlNode.TextOf(json, path, of.Spelling), null, false, []));
                continue;
            }

            var node = new OdrlNode(json, path, of.Spelling);
            var (id, source, refinement) = (node.Id() ?? node.Text("@value"), node.Text("source"), constraints.All(node, "refinement", path + "."));
            if (id is null && source is null)
            {
                throw new PolicyFormatException(path, "an IRI, or an object with @id, uid or source");
            }

            scopes.Add(new OdrlScope(id ?? "", source, TypeOf(node)?.EndsWith("Collection", StringComparison.Ordinal) == true || source is not null || refinement.Count > 0, refinement));
        }

        return scopes;
    }
}
