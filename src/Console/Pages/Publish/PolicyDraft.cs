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

    /// <summary>The policy: one permission with every condition, and one prohibition when nothing may go onward.</summary>
    public Policy Build()
    {
        var conditions = new List<Constraint>();
        Among(conditions, Operand.Purpose, "purpose", Purposes);
        Among(conditions, Operand.Role, "role", Organisations);
        if (Until is { } until)
        {
            conditions.Add(new Constraint.Atomic(Operand.DateTime, "dateTime", Operator.Lt, [until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)]));
        }

        if (Count is { } count)
        {
            conditions.Add(new Constraint.Atomic(Operand.Count, "count", Operator.Lteq, [count.ToString(CultureInfo.InvariantCulture)]));
        }

        return new Policy([new Rule(action, conditions)], NotOnward ? [new Rule("distribute", [])] : []);
    }

    private static void Among(List<Constraint> conditions, Operand operand, string name, ISet<string> chosen)
    {
        if (chosen.Count > 0)
        {
            conditions.Add(new Constraint.Atomic(operand, name, chosen.Count == 1 ? Operator.Eq : Operator.IsAnyOf, [.. chosen]));
        }
    }
}
