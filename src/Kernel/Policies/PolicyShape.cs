using System.Collections.Frozen;
using System.Text.Json;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>
/// Looks for what a policy says in ODRL's own words and this node would not enforce: duties, words of no vocabulary. What stands in another vocabulary (<c>dct:title</c>) is description.
/// </summary>
internal static class PolicyShape
{
    private const string Duty = "left out: this node does not carry out duties";
    private static readonly FrozenSet<string> Duties = Set("duty obligation remedy consequence");
    private static readonly FrozenSet<string> Policy = Set("@context @type @id id uid profile permission prohibition target assigner assignee action constraint conflict collections");
    private static readonly FrozenSet<string> Rule = Set("@type @id id uid action constraint target assignee assigner");
    private static readonly FrozenSet<string> Action = Set("@type @id id uid value refinement");
    private static readonly FrozenSet<string> Scope = Set("@type @id id uid @value source refinement title");

    /// <summary>Checks a policy's object.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="PolicyFormatException">With the place and what must stand there.</exception>
    public static void Check(JsonElement json)
    {
        var root = OdrlNode.Root(json);
        Only(root, Policy, "a property this node enforces (permission, prohibition)");
        Parts(root);
        foreach (var rule in root.Nodes("permission").Concat(root.Nodes("prohibition")))
        {
            Only(rule, Rule, "a property this node enforces (action, constraint)");
            Parts(rule);
        }
    }

    private static void Parts(OdrlNode of)
    {
        foreach (var (json, path) in of.All("action"))
        {
            if (json.ValueKind == JsonValueKind.Object)
            {
                Only(new OdrlNode(json, path, of.Spelling), Action, "a property this node enforces (rdf:value, refinement)");
                continue;
            }

            // A bare word that is no action is a mistake in writing: a permission of it would be none.
            if (OdrlNode.TextOf(json, path, of.Spelling) is var word && !word.Contains(':', StringComparison.Ordinal) && !OdrlActions.Knows(word))
            {
                throw new PolicyFormatException(path, "an action of ODRL, compute, or the IRI of another");
            }
        }

        foreach (var (json, path) in of.All("target").Concat(of.All("assignee")).Concat(of.All("assigner")))
        {
            if (json.ValueKind == JsonValueKind.Object)
            {
                Only(new OdrlNode(json, path, of.Spelling), Scope, "a property this node enforces (@id, source, refinement)");
            }
        }
    }

    private static void Only(OdrlNode node, FrozenSet<string> names, string must)
    {
        foreach (var name in node.Names)
        {
            if (Duties.Contains(name))
            {
                throw new PolicyFormatException($"{node.Path}.{name}", Duty);
            }

            if (!names.Contains(name) && !name.Contains(':', StringComparison.Ordinal))
            {
                throw new PolicyFormatException($"{node.Path}.{name}", must);
            }
        }
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
