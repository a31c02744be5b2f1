using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>The terms that something made of several sources inherits.</summary>
public static class PolicyMeet
{
    /// <summary>
    /// What every source permits, under the constraints of all of them, and nothing that one of them prohibits; what each obliges to is owed.
    /// A source with several permissions for an action contributes the disjunction of their constraints and the duties of all of them. Who and what narrows a permission becomes a constraint of it; a permission
    /// about certain assets only is not inherited, a prohibition about them is.
    /// </summary>
    /// <param name="sources">The sources' policies, at least one.</param>
    public static OdrlPolicy Strictest(IReadOnlyList<OdrlPolicy> sources)
    {
        var rules = new List<OdrlRule>();
        foreach (var action in UseRequest.Actions)
        {
            var (terms, duties) = (new List<OdrlConstraint>(), new List<OdrlRule>());
            if (sources.All(s => Terms(s, action, terms, duties)))
            {
                rules.Add(new OdrlRule(OdrlRuleKind.Permission, "", [new OdrlAction(action, [])], [], [], [], [.. terms.DistinctBy(t => PolicyWriter.Node(t).ToJsonString())], Distinct(duties)));
            }
        }

        // Where a source's permission wins over its prohibition, the latter refuses nothing that would not be refused without it.
        rules.AddRange(Distinct(sources
            .Where(s => s.Conflict != OdrlStrategy.Permit)
            .SelectMany(s => s.Rules.Where(r => r.Kind == OdrlRuleKind.Prohibition))
            .Select(r => r with { Targets = [] })));
        rules.AddRange(Distinct(sources.SelectMany(s => s.Rules.Where(r => r.Kind == OdrlRuleKind.Duty))));
        return PolicyPlaces.Of(new OdrlPolicy("", "Set", OdrlStrategy.Prohibit, rules));
    }

    private static bool Terms(OdrlPolicy source, string action, List<OdrlConstraint> terms, List<OdrlRule> duties)
    {
        var ways = source.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).Select(r => (Terms: Way(r, action)!, r.Duties)).Where(w => w.Terms is not null).ToList();

        // A permission without a condition and a duty holds whatever the others ask for.
        if (ways.TrueForAll(w => w.Terms.Count + w.Duties.Count > 0))
        {
            terms.AddRange(ways.TrueForAll(w => w.Terms.Count > 0) ? AnyOf([.. ways.Select(w => w.Terms)]) : []);
            duties.AddRange(ways.SelectMany(w => w.Duties));
        }

        return ways.Count > 0;
    }

    private static OdrlRule[] Distinct(IEnumerable<OdrlRule> rules) => [.. rules.DistinctBy(r => PolicyWriter.Node(r).ToJsonString())];

    /// <summary>Under which constraints a permission gives an action; null where it does not.</summary>
    private static List<OdrlConstraint>? Way(OdrlRule rule, string action)
    {
        var named = rule.Actions.Where(a => UseWorld.Covers(a.Name, action)).ToList();
        if (rule.Targets.Count > 0 || (rule.Actions.Count > 0 && named.Count == 0))
        {
            return null;
        }

        var terms = new List<OdrlConstraint>(rule.Constraints);
        if (named.TrueForAll(a => a.Refinement.Count > 0))
        {
            terms.AddRange(AnyOf([.. named.Select(a => a.Refinement)]));
        }

        if (rule.Assignees.Count == 0)
        {
            return terms;
        }

        // Who belongs to a collection is not known at the Gate: it would never be told apart.
        var parties = rule.Assignees.Where(a => a is { Source: null, Id.Length: > 0 }).ToList();
        var bare = parties.Where(p => p.Refinement.Count == 0).Select(p => OdrlValue.Name(p.Id)).ToList();
        var alternatives = parties.Where(p => p.Refinement.Count > 0).Select(p => (IReadOnlyList<OdrlConstraint>)[Recipient([OdrlValue.Name(p.Id)]), .. p.Refinement]).ToList();
        if (bare.Count > 0)
        {
            alternatives.Add([Recipient(bare)]);
        }

        terms.AddRange(AnyOf(alternatives));
        return alternatives.Count > 0 ? terms : null;
    }

    private static OdrlConstraint.Atomic Recipient(List<OdrlValue> parties) => new("", "recipient", parties.Count == 1 ? OdrlOperator.Eq : OdrlOperator.IsAnyOf, parties);

    private static IReadOnlyList<OdrlConstraint> AnyOf(List<IReadOnlyList<OdrlConstraint>> ways) =>
        ways.Count < 2 ? ways is [var only] ? only : [] : [new OdrlConstraint.Logical("", OdrlLogic.Or, [.. ways.Select(w => new OdrlConstraint.Logical("", OdrlLogic.And, w))])];
}
