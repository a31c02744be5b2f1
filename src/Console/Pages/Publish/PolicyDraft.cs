using System.Globalization;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>Common terms of an offer, as a person chooses them, and the policy that says them.</summary>
/// <param name="action">What is permitted: use for data sets, compute for pools.</param>
public sealed class PolicyDraft(string action)
{
    /// <summary>For which purposes; none for any.</summary>
    public ISet<string> Purposes { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>For which kinds of organisations; none for all.</summary>
    public ISet<string> Organisations { get; } = new SortedSet<string>(StringComparer.Ordinal);

    /// <summary>Until when, that day not included; null for ever.</summary>
    public DateOnly? Until { get; set; }

    /// <summary>How many uses at most; null for any number.</summary>
    public long? Count { get; set; }

    /// <summary>Whether it may not be shared onward.</summary>
    public bool NotOnward { get; set; } = action == "use";

    /// <summary>The policy: a permission with every condition, one more for people on trial when they are chosen, and one prohibition when nothing may go onward.</summary>
    public Policy Build()
    {
        var conditions = new List<Constraint>();
        Among(conditions, Operand.Purpose, "purpose", Purposes);
        if (Until is { } until)
        {
            conditions.Add(new Constraint.Atomic(Operand.DateTime, "dateTime", Operator.Lt, [until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]));
        }

        if (Count is { } count)
        {
            conditions.Add(new Constraint.Atomic(Operand.Count, "count", Operator.Lteq, [count.ToString(CultureInfo.InvariantCulture)]));
        }

        // To open an offer to trials takes nothing from members.
        var members = new List<Constraint>(conditions);
        Among(members, Operand.Role, "role", new SortedSet<string>(Organisations.Where(o => o != TrialTerms.Role), StringComparer.Ordinal));
        var permissions = new List<Rule> { new(action, members) };
        if (Organisations.Contains(TrialTerms.Role))
        {
            permissions.Add(new Rule(action, [.. conditions, new Constraint.Atomic(Operand.Role, "role", Operator.Eq, [TrialTerms.Role])]));
        }

        return new Policy(permissions, NotOnward ? [new Rule("distribute", [])] : []);
    }

    private static void Among(List<Constraint> conditions, Operand operand, string name, ISet<string> chosen)
    {
        if (chosen.Count > 0)
        {
            conditions.Add(new Constraint.Atomic(operand, name, chosen.Count == 1 ? Operator.Eq : Operator.IsAnyOf, [.. chosen]));
        }
    }
}
