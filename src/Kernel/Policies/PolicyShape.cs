using System.Collections.Frozen;
using System.Text.Json;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>
/// Looks for what a policy says in ODRL's own words and this node would not enforce: remedies, consequences, words of no vocabulary. What stands in another vocabulary (<c>dct:title</c>) is description.
/// </summary>
internal static class PolicyShape
{
    private const string Enforced = "a property this node enforces (permission, prohibition, obligation)";
    private static readonly FrozenDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["remedy"] = "left out: what is prohibited does not happen here, so that nothing would remedy it",
        ["consequence"] = "left out: who is late with a duty may not use the asset until it is done or waived, and owes nothing else",
        ["duty"] = "within a permission; what is owed by the policy as a whole is its obligation",
    }.ToFrozenDictionary(StringComparer.Ordinal);
    private static readonly FrozenSet<string> Policy = Set("@context @type @id id uid profile permission prohibition obligation target assigner assignee action constraint conflict collections");
    private static readonly FrozenSet<string> Prohibition = Set("@type @id id uid action constraint target assignee assigner");
    private static readonly FrozenSet<string> Permission = Set("@type @id id uid action constraint target assignee assigner duty");
    private static readonly FrozenSet<string> Duty = Set("@type @id id uid action constraint");
    private static readonly FrozenSet<string> Action = Set("@type @id id uid value refinement");
    private static readonly FrozenSet<string> Scope = Set("@type @id id uid @value source refinement title");

    /// <summary>Checks a policy's object.</summary>
    /// <param name="json">The object.</param>
    /// <exception cref="PolicyFormatException">With the place and what must stand there.</exception>
    public static void Check(JsonElement json)
    {
        var root = OdrlNode.Root(json);
        Only(root, Policy, Enforced);
        Parts(root);
        foreach (var rule in root.Nodes("permission"))
        {
            Only(rule, Permission, "a property this node enforces (action, constraint, duty)");
            Parts(rule);
            Duties(rule.Nodes("duty"));
        }

        foreach (var rule in root.Nodes("prohibition"))
        {
            Only(rule, Prohibition, "a property this node enforces (action, constraint)");
            Parts(rule);
        }

        Duties(root.Nodes("obligation"));
    }

    private static void Duties(IEnumerable<OdrlNode> duties)
    {
        foreach (var duty in duties)
        {
            Only(duty, Duty, "a property this node enforces (action, constraint)");
            Parts(duty);
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
            if (!names.Contains(name) && !name.Contains(':', StringComparison.Ordinal))
            {
                throw new PolicyFormatException($"{node.Path}.{name}", LeftOut.GetValueOrDefault(name, must));
            }
        }
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
