namespace KeyEcosystem.Kernel.Policies;

/// <summary>The terms that something made of several sources inherits.</summary>
public static class PolicyMeet
{
    private static readonly string[] Actions = ["read", "compute", "transfer", "distribute"];

    /// <summary>
    /// What every source permits, under the constraints of all of them, and nothing that one of them prohibits.
    /// A source with several permissions for an action contributes their disjunction.
    /// </summary>
    /// <param name="sources">The sources' policies, at least one.</param>
    public static Policy Strictest(IReadOnlyList<Policy> sources)
    {
        var permissions = new List<Rule>();
        foreach (var action in Actions)
        {
            var terms = new List<Constraint>();
            if (sources.All(s => Terms(s, action, terms)))
            {
                permissions.Add(new Rule(action, [.. terms.Distinct()]));
            }
        }

        return new Policy(permissions, [.. sources.SelectMany(s => s.Prohibitions).Distinct()]);
    }

    private static bool Terms(Policy source, string action, List<Constraint> terms)
    {
        var rules = source.Permissions.Where(r => PolicyEvaluation.Covers(r.Action, action)).ToList();
        if (rules.Count == 1)
        {
            terms.AddRange(rules[0].Constraints);
        }
        else if (rules.Count > 1 && rules.All(r => r.Constraints.Count > 0))
        {
            // A permission without a condition holds whatever the others ask for.
            terms.Add(new Constraint.Or([.. rules.Select(r => new Constraint.And(r.Constraints))]));
        }

        return rules.Count > 0;
    }
}
