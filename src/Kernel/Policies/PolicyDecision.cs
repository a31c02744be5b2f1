using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>What a policy says to a use: deny by default, prohibition wins unless the policy says otherwise, every clause that stands in the way is named.</summary>
public static class PolicyDecision
{
    /// <summary>Asks a policy about a use. A permission needs every constraint to hold; a prohibition is avoided only when one surely does not.</summary>
    /// <param name="policy">The policy, as <see cref="PolicyJson"/> reads it.</param>
    /// <param name="use">The use.</param>
    public static PolicyReport Decide(OdrlPolicy policy, in UseRequest use)
    {
        if (PolicyDuties.In(policy))
        {
            return Owing(policy, use);
        }

        var world = new UseWorld(use);
        var request = new OdrlRequest(null, use.Action, NamesAssets(policy) ? use.Asset?.ToString() : null, use.Recipient);
        if (PartTerms.In(policy))
        {
            return InParts(policy, use, request, world);
        }

        var against = policy.Conflict == OdrlStrategy.Permit ? null : Against(policy, use, request, world);
        if (against is not null && policy.Conflict == OdrlStrategy.Prohibit)
        {
            return new PolicyReport(false, [against]);
        }

        for (var i = 0; i < policy.Rules.Count; i++)
        {
            var rule = policy.Rules[i];
            if (rule.Kind == OdrlRuleKind.Permission && OdrlEvaluation.Applies(rule, request, world) == Truth.Yes)
            {
                return against is null
                    ? new PolicyReport(true, [new PolicyReason("policy.permitted", rule.Id, use.Action, ActionsOf(rule))])
                    : new PolicyReport(false, [new PolicyReason("policy.void", rule.Id, use.Action, against.Clause)]);
            }
        }

        // Where a permission would win, a prohibition is the reason only when there is none.
        against ??= policy.Conflict == OdrlStrategy.Permit ? Against(policy, use, request, world) : null;
        return new PolicyReport(false, against is not null ? [against] : Missed(policy, use, request, world));
    }

    /// <summary>Of a policy with duties: what permits a use are the permissions whose duties are done, while no obligation is late.</summary>
    private static PolicyReport Owing(OdrlPolicy policy, in UseRequest use)
    {
        var (done, at) = (use.Done ?? DutiesDone.None, use.At);
        var late = PolicyDuties.Of(policy)
            .Where(d => done.IsLate(d, at))
            .Select(d => new PolicyReason("policy.duty.overdue", d.Rule.Id, d.Due(done.Since) is { } due ? PolicyDates.Spell(due) : "", ActionsOf(d.Rule)))
            .ToList();
        var report = Decide(Freed(policy, r => r.Duties.All(d => done.Has(d.Id))), use);
        if (report.Permitted)
        {
            return late.Count == 0 ? report : new PolicyReport(false, late);
        }

        var otherwise = Decide(Freed(policy, static _ => true), use);
        return !otherwise.Permitted ? otherwise : new PolicyReport(false,
        [
            .. policy.Rules.First(r => r.Id == otherwise.Reasons[0].Clause).Duties.Where(d => !done.Has(d.Id)).Select(d => new PolicyReason("policy.duty.open", d.Id, "", ActionsOf(d))),
            .. late,
        ]);
    }

    /// <summary>A policy without its duties, and without permissions whose duties are not done.</summary>
    private static OdrlPolicy Freed(OdrlPolicy policy, Func<OdrlRule, bool> isDone) => policy with
    {
        Rules = [.. policy.Rules.Where(r => r.Kind == OdrlRuleKind.Prohibition || (r.Kind == OdrlRuleKind.Permission && isDone(r))).Select(r => r with { Duties = [] })],
    };

    /// <summary>Of a policy about parts of a table. Who uses the whole of it needs a permission without such a condition, and no prohibition of a part.</summary>
    private static PolicyReport InParts(OdrlPolicy policy, in UseRequest use, OdrlRequest request, UseWorld world)
    {
        var rest = PartTerms.Rest(policy, request, world, PartTerms.IsPart);
        var wins = policy.Conflict == OdrlStrategy.Permit;
        if (rest.Rules.FirstOrDefault(r => r.Kind == OdrlRuleKind.Prohibition && !PartTerms.In(r)) is { } against && !wins)
        {
            return new PolicyReport(false, [new PolicyReason(against.Constraints.Count == 0 ? "policy.prohibited" : "policy.prohibition.unjudged", against.Id, use.Action, ActionsOf(policy.Rules.First(r => r.Id == against.Id)))]);
        }

        var permits = rest.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).ToList();
        if (permits.Count == 0)
        {
            var missed = Missed(policy, use, request, world).Where(r => r.Constraint is not OdrlConstraint.Atomic atomic || !PartTerms.IsPart(atomic.Left)).ToList();
            return new PolicyReport(false, missed.Count > 0 ? missed : [new PolicyReason("policy.no-permission", "permission", use.Action, "")]);
        }

        var permitted = new PolicyReason("policy.permitted", permits[0].Id, use.Action, ActionsOf(policy.Rules.First(r => r.Id == permits[0].Id)));
        if (permits.Find(p => p.Constraints.Count == 0) is { } whole && (wins || !rest.Rules.Any(r => r.Kind == OdrlRuleKind.Prohibition)))
        {
            return new PolicyReport(true, [permitted with { Clause = whole.Id }]);
        }

        var parts = new VisibleParts(rest, use.At);
        return use.Parts is null ? new PolicyReport(false, [permitted with { Code = "policy.part.only" }])
            : use.Parts == UseRequest.AnyParts || use.Parts == parts.Key ? new PolicyReport(true, [permitted]) { Parts = parts }
            : new PolicyReport(false, [permitted with { Code = "policy.part.changed" }]);
    }

    private static bool NamesAssets(OdrlPolicy policy)
    {
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            if (policy.Rules[i].Targets.Count > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static PolicyReason? Against(OdrlPolicy policy, in UseRequest use, OdrlRequest request, UseWorld world)
    {
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            var rule = policy.Rules[i];
            if (rule.Kind == OdrlRuleKind.Prohibition && OdrlEvaluation.Applies(rule, request, world) is var applies and not Truth.No)
            {
                return new PolicyReason(applies == Truth.Yes ? "policy.prohibited" : "policy.prohibition.unjudged", rule.Id, use.Action, ActionsOf(rule));
            }
        }

        return null;
    }

    /// <summary>What stands in the way of each permission for the action.</summary>
    private static List<PolicyReason> Missed(OdrlPolicy policy, in UseRequest use, OdrlRequest request, UseWorld world)
    {
        var reasons = new List<PolicyReason>();
        foreach (var rule in policy.Rules)
        {
            if (rule.Kind != OdrlRuleKind.Permission || (rule.Actions.Count > 0 && !rule.Actions.Any(a => UseWorld.Covers(a.Name, request.Action))))
            {
                continue;
            }

            if (rule.Actions.Count > 0 && OdrlEvaluation.Act(null, rule.Actions, request.Action, world) != Truth.Yes)
            {
                Refinements(rule.Actions.Where(a => UseWorld.Covers(a.Name, request.Action)).Select(a => a.Refinement), use, world, reasons);
            }

            Scopes("policy.target.refused", rule.Id + ".target", "target", rule.Targets, request.Target, use, world, reasons);
            Scopes("policy.recipient.refused", rule.Id + ".assignee", "assignee", rule.Assignees, request.Party, use, world, reasons);
            foreach (var constraint in rule.Constraints)
            {
                Explain(constraint, use, world, reasons);
            }
        }

        return reasons.Count > 0 ? reasons : [new PolicyReason("policy.no-permission", "permission", use.Action, string.Join(", ", policy.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).Select(ActionsOf)))];
    }

    private static void Scopes(string code, string clause, string name, IReadOnlyList<OdrlScope> scopes, string? asked, in UseRequest use, UseWorld world, List<PolicyReason> reasons)
    {
        if (scopes.Count == 0 || OdrlEvaluation.Name(null, "", scopes, asked, world) == Truth.Yes)
        {
            return;
        }

        if (scopes.Where(s => world.Belongs(asked, s) == Truth.Yes).ToList() is { Count: > 0 } narrowed)
        {
            Refinements(narrowed.Select(s => s.Refinement), use, world.About(asked), reasons);
            return;
        }

        reasons.Add(new PolicyReason(code, clause, asked ?? "", $"{name} {string.Join(", ", scopes.Select(s => s.Source ?? s.Id))}"));
    }

    private static void Refinements(IEnumerable<IReadOnlyList<OdrlConstraint>> of, in UseRequest use, OdrlWorld world, List<PolicyReason> reasons)
    {
        foreach (var refinement in of)
        {
            foreach (var constraint in refinement)
            {
                Explain(constraint, use, world, reasons);
            }
        }
    }

    private static void Explain(OdrlConstraint constraint, in UseRequest use, OdrlWorld world, List<PolicyReason> reasons)
    {
        if (OdrlEvaluation.Judge(constraint, world, null) == Truth.Yes)
        {
            return;
        }

        switch (constraint)
        {
            case OdrlConstraint.Atomic atomic:
                reasons.Add(new PolicyReason(Code(atomic), atomic.Id, Actual(atomic.Left, use, world), $"{atomic.Left} {atomic.Operator} {string.Join(", ", atomic.Right.Select(v => v.Text))}") { Constraint = atomic });
                break;
            case OdrlConstraint.Logical { Form: OdrlLogic.And or OdrlLogic.AndSequence } all:
                foreach (var part in all.Of)
                {
                    Explain(part, use, world, reasons);
                }

                break;
            case OdrlConstraint.Logical one:
                reasons.Add(new PolicyReason("policy.constraint.refused", one.Id, "", one.Form == OdrlLogic.Or ? "or" : "xone") { Constraint = one });
                break;
        }
    }

    /// <summary>A time is said to its milliseconds: one that is just too late must not look as if it were in time.</summary>
    private static string Actual(string operand, in UseRequest use, OdrlWorld world) => operand == "dateTime"
        ? PolicyDates.Spell(use.At)
        : world.Of(operand) is [var value, ..] ? value.Text : "";

    private static string ActionsOf(OdrlRule rule) => rule.Actions is [var only] ? only.Name : string.Join(", ", rule.Actions.Select(a => a.Name));

    private static string Code(OdrlConstraint.Atomic atomic) => atomic.Left switch
    {
        "purpose" => "policy.purpose.refused",
        "recipient" => "policy.recipient.refused",
        "industry" => "policy.industry.refused",
        "role" => "policy.role.refused",
        "spatial" => "policy.spatial.refused",
        "dateTime" => atomic.Operator is OdrlOperator.Lt or OdrlOperator.Lteq ? "policy.time.after-end" : "policy.time.refused",
        "count" => "policy.count.exceeded",
        "bytes" => "policy.bytes.exceeded",
        "rows" => "policy.rows.exceeded",
        _ => "policy.operand.unknown",
    };
}
