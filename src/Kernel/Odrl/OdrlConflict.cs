using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Says before anything is published whether two policies can be kept together, and which words of them clash.</summary>
public static class OdrlConflict
{
    /// <summary>How much is tried before the verdict is Unknown.</summary>
    public const long StepsMax = 5_000_000;

    private const int FindingsMax = 5;

    /// <summary>Whether a policy can be kept at all: some world satisfies a permission that no prohibition takes back.</summary>
    /// <param name="policy">The policy.</param>
    public static OdrlConflictReport Check(OdrlPolicy policy)
    {
        var findings = new Findings();
        var permissions = policy.Rules.Where(r => r.Kind == OdrlRuleKind.Permission).ToList();
        var subjects = permissions.Count > 0 ? permissions : policy.Rules;
        var budget = new OdrlBudget(StepsMax);
        var any = subjects.Count == 0 ? Truth.Yes : Truth.No;
        foreach (var rule in subjects)
        {
            var kept = new List<List<OdrlLiteral[]>>();
            var cases = new OdrlCases(budget);
            kept.Add(Cases(rule, 0, cases));
            if (rule.Kind == OdrlRuleKind.Permission && policy.Conflict != OdrlStrategy.Permit)
            {
                // A prohibition as wide as the permission takes back what its constraints let through.
                foreach (var prohibition in policy.Rules.Where(p => p.Kind == OdrlRuleKind.Prohibition && budget.Take(OdrlOverlap.Steps(p, rule)) && OdrlOverlap.Covers(p, rule)))
                {
                    kept.Add(cases.Of(prohibition.Constraints, "", 1, holds: false));
                    if (prohibition.Constraints.Count == 0)
                    {
                        findings.Prohibited(rule, prohibition);
                    }
                }
            }

            any = any.Or(Satisfiable(cases.Product(kept), budget, cases, findings));
        }

        return Report(any, budget, findings);
    }

    /// <summary>Whether two policies can be kept together.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <returns>
    /// Conflict where one permits what the other prohibits, or where they permit the same act and no world satisfies the constraints of both.
    /// Compatible where some world does, or where they are not about the same acts.
    /// </returns>
    public static OdrlConflictReport Check(OdrlPolicy first, OdrlPolicy second)
    {
        var budget = new OdrlBudget(StepsMax);
        var findings = new Findings();
        var (together, against) = (Truth.No, Truth.No);
        var related = false;
        foreach (var one in first.Rules)
        {
            foreach (var other in second.Rules)
            {
                if (one.Kind == OdrlRuleKind.Duty || other.Kind == OdrlRuleKind.Duty || (one.Kind == OdrlRuleKind.Prohibition && other.Kind == OdrlRuleKind.Prohibition))
                {
                    continue;
                }

                if (!budget.Take(OdrlOverlap.Steps(one, other)))
                {
                    return Report(Truth.Unknown, budget, findings);
                }

                var overlap = OdrlOverlap.Of(one, other);
                if (overlap == Truth.No)
                {
                    continue;
                }

                if (one.Kind == other.Kind)
                {
                    related = true;
                    together = together.Or(together == Truth.Yes ? Truth.Yes : Together(one, other, budget, findings));
                }
                else
                {
                    var both = Together(one, other, budget, null).And(overlap);
                    against = against.Or(both);
                    if (both == Truth.Yes)
                    {
                        findings.Prohibited(one, other);
                    }
                }
            }
        }

        // What each policy can't keep by itself, it can't keep beside another.
        var alone = related ? Truth.Yes : Kept(Check(first)).And(Kept(Check(second)));
        var kept = related ? together : alone;
        return Report(kept.And(against.Not()), budget, findings);
    }

    /// <summary>Whether all that the first permits the second permits too; Conflict where it does not.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    public static OdrlConflictReport Contained(OdrlPolicy first, OdrlPolicy second)
    {
        var budget = new OdrlBudget(StepsMax);
        var findings = new Findings();
        var escapes = Truth.No;
        foreach (var one in first.Rules.Where(r => r.Kind == OdrlRuleKind.Permission))
        {
            var cases = new OdrlCases(budget);
            var outside = second.Rules.Where(r => r.Kind == OdrlRuleKind.Permission && budget.Take(OdrlOverlap.Steps(r, one)) && OdrlOverlap.Covers(r, one)).Select(r => cases.Of(r.Constraints, "", 1, holds: false));
            var (truth, example) = First(cases.Product([Cases(one, 0, cases), .. outside]), budget);
            escapes = escapes.Or(truth);
            if (truth == Truth.Yes)
            {
                findings.Wider(example!);
            }
        }

        return Report(escapes.Not(), budget, findings);
    }

    private static Truth Kept(OdrlConflictReport report) => report.Verdict switch { OdrlVerdict.Compatible => Truth.Yes, OdrlVerdict.Conflict => Truth.No, _ => Truth.Unknown };

    private static OdrlConflictReport Report(Truth kept, OdrlBudget budget, Findings findings)
    {
        if (kept == Truth.Yes)
        {
            return new OdrlConflictReport(OdrlVerdict.Compatible, []);
        }

        return budget.Spent ? new OdrlConflictReport(OdrlVerdict.Unknown, [new OdrlFinding("odrl.unknown.size", "", "", "", "", "")])
            : kept == Truth.No ? new OdrlConflictReport(OdrlVerdict.Conflict, findings.Clashes)
            : new OdrlConflictReport(OdrlVerdict.Unknown, findings.Open);
    }

    private static Truth Together(OdrlRule one, OdrlRule other, OdrlBudget budget, Findings? findings)
    {
        var cases = new OdrlCases(budget);
        var (left, right) = (Cases(one, 0, cases), Cases(other, 1, cases));
        var best = left.Count == 0 || right.Count == 0 ? Satisfiable([], budget, cases, findings) : Truth.No;
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                if (budget.Spent)
                {
                    return Truth.Unknown;
                }

                best = best.Or(Judge([.. a, .. b], budget, findings));
                if (best == Truth.Yes)
                {
                    return Truth.Yes;
                }
            }
        }

        return best;
    }

    private static Truth Satisfiable(List<OdrlLiteral[]> alternatives, OdrlBudget budget, OdrlCases cases, Findings? findings)
    {
        var best = Truth.No;
        foreach (var literals in alternatives)
        {
            best = best.Or(Judge(literals, budget, findings));
            if (best == Truth.Yes || budget.Spent)
            {
                return best;
            }
        }

        if (best == Truth.No && cases.Dropped is { } clash)
        {
            findings?.Add(clash);
        }

        return budget.Spent ? Truth.Unknown : best;
    }

    private static Truth Judge(IReadOnlyList<OdrlLiteral> literals, OdrlBudget budget, Findings? findings)
    {
        var (truth, clash) = OdrlBox.Judge(literals, budget);
        if (clash is not null)
        {
            findings?.Add(clash);
        }
        else if (truth == Truth.Unknown)
        {
            findings?.AddOpen(literals, budget);
        }

        return truth;
    }

    private static (Truth Truth, OdrlLiteral[]? Example) First(List<OdrlLiteral[]> alternatives, OdrlBudget budget)
    {
        var best = Truth.No;
        foreach (var literals in alternatives)
        {
            var (truth, _) = OdrlBox.Judge(literals, budget);
            if (truth == Truth.Yes)
            {
                return (truth, literals);
            }

            best = best.Or(truth);
        }

        return (budget.Spent ? Truth.Unknown : best, null);
    }

    /// <summary>All that must hold for a rule to apply: its constraints, and what narrows its action, asset and party.</summary>
    private static List<OdrlLiteral[]> Cases(OdrlRule rule, int side, OdrlCases cases)
    {
        var parts = new List<List<OdrlLiteral[]>> { cases.Of(rule.Constraints, "", side) };
        if (rule.Actions.Count > 0)
        {
            parts.Add(cases.Union(rule.Actions.Select(a => cases.Of(a.Refinement, "", side))));
        }

        if (rule.Targets.Count > 0)
        {
            parts.Add(cases.Union(rule.Targets.Select(t => cases.Of(t.Refinement, "target.", side))));
        }

        if (rule.Assignees.Count > 0)
        {
            parts.Add(cases.Union(rule.Assignees.Select(t => cases.Of(t.Refinement, "assignee.", side))));
        }

        return cases.Product(parts);
    }

    /// <summary>What is found on the way, each once.</summary>
    private sealed class Findings
    {
        private readonly List<OdrlFinding> clashes = [];
        private readonly List<OdrlFinding> open = [];

        public IReadOnlyList<OdrlFinding> Clashes => [.. clashes.OrderBy(c => c.Code != "odrl.clash.prohibited").Take(FindingsMax)];

        public IReadOnlyList<OdrlFinding> Open => [.. open.Take(FindingsMax)];

        public void Add(OdrlClash clash) => AddOnce(clashes, new OdrlFinding(
            clash.Second?.Side == clash.First.Side && clash.Code is "odrl.clash.values" or "odrl.clash.names" ? "odrl.clash.own" : clash.Code,
            clash.First.Scope + clash.First.Term.Left,
            TermWords.Written(clash.First),
            clash.First.Term.Id,
            clash.Second is null ? "" : TermWords.Written(clash.Second),
            clash.Second?.Term.Id ?? ""));

        public void AddOpen(IReadOnlyList<OdrlLiteral> literals, OdrlBudget budget)
        {
            var left = literals.GroupBy(l => l.Dimension, StringComparer.Ordinal).FirstOrDefault(g => OdrlBox.Judge([.. g], budget).Left == Truth.Unknown)?.ToList() ?? [.. literals];
            if (left is [var first, ..])
            {
                var second = left.Find(l => l.Side != first.Side) ?? (left.Count > 1 ? left[1] : null);
                AddOnce(open, new OdrlFinding("odrl.unknown.values", first.Term.Left, TermWords.Written(first), first.Term.Id, second is null ? "" : TermWords.Written(second), second?.Term.Id ?? ""));
            }
        }

        public void Prohibited(OdrlRule one, OdrlRule other) => AddOnce(clashes, new OdrlFinding("odrl.clash.prohibited", OdrlOverlap.Action(one, other), TermWords.Kind(one.Kind), one.Id, TermWords.Kind(other.Kind), other.Id));

        public void Wider(OdrlLiteral[] example)
        {
            var other = Array.Find(example, l => l.Side == 1);
            var own = Array.Find(example, l => l.Side == 0 && (other is null || l.Dimension == other.Dimension));
            AddOnce(clashes, new OdrlFinding("odrl.clash.wider", (other ?? own)?.Term.Left ?? "", own is null ? "" : TermWords.Written(own), own?.Term.Id ?? "", other is null ? "" : TermWords.Written(other with { Holds = !other.Holds }), other?.Term.Id ?? ""));
        }

        private static void AddOnce(List<OdrlFinding> to, OdrlFinding finding)
        {
            if (to.Count < FindingsMax * 10 && !to.Contains(finding))
            {
                to.Add(finding);
            }
        }
    }
}
