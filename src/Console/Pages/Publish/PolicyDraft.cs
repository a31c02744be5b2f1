using System.Globalization;
using System.Text.Json.Nodes;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>Common terms of an offer, as a person chooses them, and the policy that says them.</summary>
/// <param name="action">What is permitted: use for data sets, compute for pools.</param>
public sealed class PolicyDraft(string action)
{
    private const int DeleteDaysMax = 36_500;

    /// <summary>What a provider commonly asks for before a use.</summary>
    public static IReadOnlyList<string> Duties { get; } = ["inform", "attribute", "obtainConsent", "acceptTracking"];

    /// <summary>For which purposes; none for any.</summary>
    public ISet<string> Purposes { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>For which kinds of organisations; none for all.</summary>
    public ISet<string> Organisations { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Until when, that day not included; null for ever.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>How many uses at most; null for any number.</summary>
    public long? Count { get; set; }

    /// <summary>How many rows of tables may be read in all; null for any number.</summary>
    public long? Rows { get; set; }

    /// <summary>How many megabytes of 1,000,000 bytes may be read in all; null for any number.</summary>
    public long? Megabytes { get; set; }

    /// <summary>Whether it is a data set that is read.</summary>
    public bool Reads => action == "use";

    /// <summary>What is owed before a use.</summary>
    public ISet<string> First { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Within how many days of the signatures it must be deleted, 1 to 36,500; null for never.</summary>
    public int? DeleteDays
    {
        get;
        set => field = value is { } days ? Math.Clamp(days, 1, DeleteDaysMax) : null;
    }

    /// <summary>Whether it may not be shared onward.</summary>
    public bool NotOnward { get; set; } = action == "use";

    /// <summary>Terms written rule by rule instead; null for the form.</summary>
    public TermsDraft? Full { get; set; }

    /// <summary>The policy, as it is sent. Of the form: a permission with every condition, one more for people on trial when they are chosen, one prohibition when nothing may go onward, and what is owed.</summary>
    public string Build()
    {
        if (Full is { } full)
        {
            return full.Build();
        }

        var conditions = new List<JsonObject>();
        Among(conditions, "purpose", Purposes);
        if (Until is { } until)
        {
            conditions.Add(Term("dateTime", "lt", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }

        AtMost(conditions, "count", Count);
        AtMost(conditions, "rows", Rows);
        AtMost(conditions, "bytes", Megabytes * 1_000_000);

        // To open an offer to trials takes nothing from members.
        var members = new List<JsonObject>(conditions);
        Among(members, "role", new SortedSet<string>(Organisations.Where(o => o != TrialTerms.Role), StringComparer.Ordinal));
        var permissions = new JsonArray(Rule(action, members));
        if (Organisations.Contains(TrialTerms.Role))
        {
            permissions.Add((JsonNode)Rule(action, [.. conditions, Term("role", "eq", TrialTerms.Role)]));
        }

        foreach (var permission in permissions)
        {
            permission!["duty"] = new JsonArray([.. First.Select(d => new JsonObject { ["action"] = d })]);
        }

        var policy = new JsonObject { ["permission"] = permissions, ["prohibition"] = NotOnward ? new JsonArray(Rule("distribute", [])) : [] };
        if (DeleteDays is { } days)
        {
            policy["obligation"] = new JsonArray(Rule("delete", [Term("elapsedTime", "lteq", string.Create(CultureInfo.InvariantCulture, $"P{days}D"))]));
        }

        return PolicyJson.Write(PolicyJson.Parse(policy.ToJsonString()).Value);
    }

    private static JsonObject Rule(string action, IReadOnlyList<JsonObject> conditions) => new() { ["action"] = action, ["constraint"] = new JsonArray([.. conditions.Select(c => c.DeepClone())]) };

    private static JsonObject Term(string operand, string comparison, params string[] values) =>
        new() { ["leftOperand"] = operand, ["operator"] = comparison, ["rightOperand"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) };

    private static void AtMost(List<JsonObject> conditions, string operand, long? most)
    {
        if (most is { } limit)
        {
            conditions.Add(Term(operand, "lteq", limit.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static void Among(List<JsonObject> conditions, string operand, ISet<string> chosen)
    {
        if (chosen.Count > 0)
        {
            conditions.Add(Term(operand, chosen.Count == 1 ? "eq" : "isAnyOf", [.. chosen]));
        }
    }
}
