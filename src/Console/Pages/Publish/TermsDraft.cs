using System.Text.Json.Nodes;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>Terms with all that ODRL can say of conditions, as a person writes them rule by rule.</summary>
public sealed class TermsDraft
{
    /// <summary>The rules, in their order.</summary>
    public List<RuleDraft> Rules { get; } = [];

    /// <summary>What wins where a permission and a prohibition both apply: prohibit, perm or invalid.</summary>
    public string Conflict { get; set; } = "prohibit";

    /// <summary>The choices of <see cref="Conflict"/>.</summary>
    public static IReadOnlyList<string> Conflicts { get; } = ["prohibit", "perm", "invalid"];

    /// <summary>Terms as they stand.</summary>
    /// <param name="policy">ODRL JSON.</param>
    /// <returns>The draft, or why they can't be accepted, with the place.</returns>
    public static Result<TermsDraft> From(string policy)
    {
        var read = PolicyJson.Parse(policy);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var json = JsonNode.Parse(PolicyJson.Write(read.Value))!.AsObject();
        var draft = new TermsDraft { Conflict = (string?)json["conflict"] ?? "prohibit" };
        foreach (var kind in RuleDraft.Kinds)
        {
            draft.Rules.AddRange((json[kind]?.AsArray() ?? []).Select(r => RuleDraft.From(kind, r!.AsObject())));
        }

        return draft;
    }

    /// <summary>The terms in ODRL; whether they can be accepted is another question.</summary>
    public string Build()
    {
        var json = new JsonObject { ["conflict"] = Conflict };
        foreach (var kind in RuleDraft.Kinds)
        {
            json[kind] = new JsonArray([.. Rules.Where(r => r.Kind == kind).Select(r => (JsonNode)r.Build())]);
        }

        return json.ToJsonString();
    }
}
