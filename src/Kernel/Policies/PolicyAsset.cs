using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Whether a policy is about the asset it is offered with.</summary>
public static class PolicyAsset
{
    /// <summary>Leaves out targets that are the asset itself: an offer is about its asset. A collection stays, and what belongs to it can't be judged.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="names">The asset's id and its other names.</param>
    /// <returns>The policy, or <c>policy.malformed</c> with the place of a rule that is about other assets only.</returns>
    public static Result<OdrlPolicy> Bind(OdrlPolicy policy, params IReadOnlyList<string> names)
    {
        if (policy.Rules.All(r => r.Targets.Count == 0))
        {
            return policy;
        }

        var rules = new List<OdrlRule>();
        foreach (var rule in policy.Rules)
        {
            if (rule.Targets.Any(t => t is { Source: null, Refinement.Count: 0 } && names.Contains(t.Id)))
            {
                rules.Add(rule with { Targets = [] });
            }
            else if (rule.Targets.Count > 0 && rule.Targets.All(t => !t.IsCollection))
            {
                return OdrlReader.Wrong($"$.{rule.Id}.target", "left out, or name the asset that is offered");
            }
            else
            {
                rules.Add(rule);
            }
        }

        return policy with { Rules = rules };
    }
}
