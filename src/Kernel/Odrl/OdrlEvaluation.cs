using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Evaluates policies: a rule applies when it names the request and its constraints surely hold; what no permission allows is refused.</summary>
public static class OdrlEvaluation
{
    /// <summary>Asks a policy about a request in a state of the world.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">The request.</param>
    /// <param name="world">The state of the world.</param>
    public static OdrlReport Evaluate(OdrlPolicy policy, OdrlRequest request, OdrlWorld world)
    {
        var rules = new OdrlRuleReport[policy.Rules.Count];
        var (permitted, prohibited, perhaps) = (false, false, false);
        for (var i = 0; i < rules.Length; i++)
        {
            var report = rules[i] = Judge(policy.Rules[i], request, world);
            permitted |= report.Active && report.Rule.Kind == OdrlRuleKind.Permission;
            prohibited |= report.Active && report.Rule.Kind == OdrlRuleKind.Prohibition;
            perhaps |= report.Unjudged && report.Rule.Kind == OdrlRuleKind.Prohibition;
        }

        // A prohibition that can't be judged counts as one: what is not known never opens a door.
        var code = (permitted, prohibited || perhaps, policy.Conflict) switch
        {
            (true, true, OdrlStrategy.Invalid) => "odrl.void",
            (true, true, OdrlStrategy.Permit) or (true, false, _) => "odrl.permitted",
            (_, true, _) => prohibited ? "odrl.prohibited" : "odrl.prohibition.unjudged",
            _ => "odrl.no-permission",
        };
        return new OdrlReport(code == "odrl.permitted", code, rules);
    }

    /// <summary>Whether a permission or prohibition applies, without a report: the first thing that surely does not fit ends it. Its duties are not looked at.</summary>
    internal static Truth Applies(OdrlRule rule, OdrlRequest request, OdrlWorld world)
    {
        var truth = rule.Actions.Count > 0 ? Act(null, rule.Actions, request.Action, world) : Truth.Yes;
        if (truth != Truth.No && rule.Targets.Count > 0)
        {
            truth = truth.And(Name(null, "", rule.Targets, request.Target, world));
        }

        if (truth != Truth.No && rule.Assignees.Count > 0)
        {
            truth = truth.And(Name(null, "", rule.Assignees, request.Party, world));
        }

        for (var i = 0; i < rule.Constraints.Count && truth != Truth.No; i++)
        {
            truth = truth.And(Judge(rule.Constraints[i], world, null));
        }

        return truth;
    }

    private static OdrlRuleReport Judge(OdrlRule rule, OdrlRequest request, OdrlWorld world)
    {
        var premises = new List<OdrlPremise>(3);
        var truth = Truth.Yes;
        if (rule.Targets.Count > 0)
        {
            truth = truth.And(Name(premises, "TargetReport", rule.Targets, request.Target, world));
        }

        // A duty is its assignee's, whoever asks.
        if (rule.Assignees.Count > 0 && rule.Kind != OdrlRuleKind.Duty)
        {
            truth = truth.And(Name(premises, "PartyReport", rule.Assignees, request.Party, world));
        }

        if (rule.Assigners.Count > 0 && request.Assigner is not null)
        {
            truth = truth.And(Name(premises, "AssignerReport", rule.Assigners, request.Assigner, world));
        }

        if (rule.Actions.Count > 0 && rule.Kind != OdrlRuleKind.Duty)
        {
            truth = truth.And(Act(premises, rule.Actions, request.Action, world));
        }

        IReadOnlyList<OdrlConstraintReport> constraints = [];
        if (rule.Constraints.Count > 0)
        {
            var reports = new List<OdrlConstraintReport>();
            foreach (var constraint in rule.Constraints)
            {
                truth = truth.And(Judge(constraint, world, reports));
            }

            constraints = reports;
        }

        IReadOnlyList<OdrlRuleReport> duties = [];
        IReadOnlyList<string> conditions = [];
        if (rule.Duties.Count > 0)
        {
            duties = [.. rule.Duties.Select(d => Judge(d, request, world))];
            if (rule.Kind == OdrlRuleKind.Permission)
            {
                conditions = [.. world.Duties.Select(d => d.Report)];
                truth = duties.Any(d => d.Deontic == "Violated") ? Truth.No : truth;
            }
        }

        var (deontic, performance) = rule.Kind == OdrlRuleKind.Duty ? LastOf(rule.Id, world) : (null, null);
        return new OdrlRuleReport(rule, request.Id, truth == Truth.Yes, truth == Truth.Unknown, premises, constraints, conditions, deontic, performance, duties);
    }

    /// <summary>What the last record about a duty says; of two of the same time, the worse.</summary>
    private static (string? Deontic, string? Performance) LastOf(string duty, OdrlWorld world)
    {
        OdrlDutyState? last = null;
        foreach (var state in world.Duties)
        {
            if (state.Rule == duty && (last is null || (state.Created ?? DateTimeOffset.MinValue) > (last.Created ?? DateTimeOffset.MinValue) || (state.Created == last.Created && state.Deontic == "Violated")))
            {
                last = state;
            }
        }

        return (last?.Deontic ?? "NonSet", last?.Performance ?? "Unknown");
    }

    internal static Truth Name(List<OdrlPremise>? premises, string kind, IReadOnlyList<OdrlScope> scopes, string? asked, OdrlWorld world)
    {
        var any = Truth.No;
        for (var i = 0; i < scopes.Count; i++)
        {
            var scope = scopes[i];
            if (world.Belongs(asked, scope) is var belongs and not Truth.No)
            {
                any = any.Or(belongs.And(Refined(scope.Refinement, world.About(asked))));
            }
        }

        premises?.Add(new OdrlPremise(kind, any == Truth.Yes, scopes[0].Id, asked ?? ""));
        return any;
    }

    internal static Truth Act(List<OdrlPremise>? premises, IReadOnlyList<OdrlAction> actions, string asked, OdrlWorld world)
    {
        var any = Truth.No;
        for (var i = 0; i < actions.Count; i++)
        {
            if (world.Includes(actions[i].Name, asked))
            {
                any = any.Or(Refined(actions[i].Refinement, world));
            }
        }

        premises?.Add(new OdrlPremise("ActionReport", any == Truth.Yes, actions[0].Name, asked));
        return any;
    }

    private static Truth Refined(IReadOnlyList<OdrlConstraint> refinement, OdrlWorld world)
    {
        var all = Truth.Yes;
        for (var i = 0; i < refinement.Count; i++)
        {
            all = all.And(Judge(refinement[i], world, null));
        }

        return all;
    }

    /// <summary>Judges a constraint and all within it: a report names each, also where the outcome is clear already.</summary>
    internal static Truth Judge(OdrlConstraint constraint, OdrlWorld world, List<OdrlConstraintReport>? reports)
    {
        if (constraint is OdrlConstraint.Atomic atomic)
        {
            var left = world.Of(atomic.Left);
            var truth = OdrlComparison.Judge(atomic, left, world);
            reports?.Add(new OdrlConstraintReport(atomic.Id, truth == Truth.Yes, Code(atomic, left, truth), atomic, left));
            return truth;
        }

        var logical = (OdrlConstraint.Logical)constraint;
        var (yes, open) = (0, 0);
        for (var i = 0; i < logical.Of.Count; i++)
        {
            var truth = Judge(logical.Of[i], world, reports);
            yes += truth == Truth.Yes ? 1 : 0;
            open += truth == Truth.Unknown ? 1 : 0;
        }

        var whole = logical.Form switch
        {
            OdrlLogic.Or => yes > 0 ? Truth.Yes : open > 0 ? Truth.Unknown : Truth.No,
            OdrlLogic.Xone => yes > 1 ? Truth.No : open > 0 ? Truth.Unknown : Truths.Of(yes == 1),
            _ => yes + open < logical.Of.Count ? Truth.No : open > 0 ? Truth.Unknown : Truth.Yes,
        };
        reports?.Add(new OdrlConstraintReport(logical.Id, whole == Truth.Yes, whole switch { Truth.Yes => "odrl.holds", Truth.No => "odrl.fails", _ => "odrl.unjudged" }, logical, []));
        return whole;
    }

    private static string Code(OdrlConstraint.Atomic atomic, IReadOnlyList<OdrlValue> left, Truth truth) => truth switch
    {
        Truth.Yes => "odrl.holds",
        Truth.No => "odrl.fails",
        _ => atomic.Right.Count == 0 ? "odrl.reference.unresolved" : left.Count == 0 ? "odrl.operand.unknown" : "odrl.values.incomparable",
    };
}
