using System.Diagnostics;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>
/// Conditions on parts of a table (ADR 0030): <c>column</c> is the name of a column, <c>row:NAME</c> what stands in the column NAME of a row. A policy that names them is decided as far as the use
/// is known; what is left of it decides about each cell.
/// </summary>
internal static class PartTerms
{
    /// <summary>The operand whose value is the name of a column.</summary>
    public const string Column = "column";

    /// <summary>How operands begin whose value stands in a row.</summary>
    public const string Row = "row:";

    private static readonly OdrlConstraint Always = new OdrlConstraint.Logical("", OdrlLogic.And, []);
    private static readonly OdrlConstraint Never = new OdrlConstraint.Logical("", OdrlLogic.Or, []);

    /// <summary>Whether an operand is about a part of a table.</summary>
    public static bool IsPart(string operand) => operand == Column || IsRow(operand);

    /// <summary>Whether a policy has conditions on parts.</summary>
    public static bool In(OdrlPolicy policy)
    {
        for (var i = 0; i < policy.Rules.Count; i++)
        {
            if (In(policy.Rules[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an operand's value stands in a row.</summary>
    public static bool IsRow(string operand) => operand.StartsWith(Row, StringComparison.Ordinal);

    /// <summary>Whether a rule has conditions on parts.</summary>
    public static bool In(OdrlRule rule) => In(rule.Constraints);

    /// <summary>All conditions on parts.</summary>
    public static IEnumerable<OdrlConstraint.Atomic> Of(OdrlPolicy policy) => policy.Rules.SelectMany(r => r.Constraints).SelectMany(PolicyDates.Atoms).Where(a => IsPart(a.Left));

    /// <summary>What is left of a policy when all but its conditions on parts is decided: rules without action, target and recipient, and of their conditions those that are not decided.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="world">What is known.</param>
    /// <param name="isOpen">Which operands are left open.</param>
    public static OdrlPolicy Rest(OdrlPolicy policy, OdrlRequest request, OdrlWorld world, Func<string, bool> isOpen)
    {
        var rules = new List<OdrlRule>();
        foreach (var rule in policy.Rules)
        {
            Debug.Assert(rule.Kind != OdrlRuleKind.Duty && rule.Duties.Count == 0, "Duties are decided before parts are.");
            var premises = OdrlEvaluation.Applies(rule with { Constraints = [] }, request, world);
            var left = rule.Constraints.Select(c => Rest(c, world, isOpen)).Where(c => c != Always).ToList();
            var permits = rule.Kind == OdrlRuleKind.Permission;

            // What can't be judged gives nothing and takes all the same.
            if (premises == Truth.No || left.Contains(Never) || (permits && (premises == Truth.Unknown || left.Exists(c => !In([c])))))
            {
                continue;
            }

            if (premises == Truth.Unknown)
            {
                left.Add(new OdrlConstraint.Atomic(rule.Id, "unjudged", OdrlOperator.Eq, [OdrlValue.Name(rule.Id)]));
            }

            rules.Add(new OdrlRule(rule.Kind, rule.Id, [], [], [], [], left, []));
        }

        return new OdrlPolicy("", "Set", policy.Conflict, rules);
    }

    private static OdrlConstraint Rest(OdrlConstraint constraint, OdrlWorld world, Func<string, bool> isOpen)
    {
        if (constraint is OdrlConstraint.Atomic atomic)
        {
            return isOpen(atomic.Left) ? atomic : OdrlEvaluation.Judge(atomic, world, null) switch { Truth.Yes => Always, Truth.No => Never, _ => atomic };
        }

        var logical = (OdrlConstraint.Logical)constraint;
        var of = logical.Of.Select(c => Rest(c, world, isOpen)).ToList();
        var (held, open) = (of.Count(c => c == Always), of.Where(c => c != Always && c != Never).ToList());
        return logical.Form switch
        {
            OdrlLogic.Or => held > 0 ? Always : One(logical, open, Never),
            OdrlLogic.Xone => held > 1 ? Never : held == 0 ? One(logical, open, Never) : open.Count == 0 ? Always : logical with { Of = [Always, .. open] },
            _ => of.Contains(Never) ? Never : One(logical, open, Always),
        };
    }

    private static OdrlConstraint One(OdrlConstraint.Logical logical, List<OdrlConstraint> open, OdrlConstraint none) =>
        open.Count == 0 ? none : open is [var only] ? only : logical with { Of = open };

    private static bool In(IReadOnlyList<OdrlConstraint> constraints)
    {
        for (var i = 0; i < constraints.Count; i++)
        {
            if (constraints[i] is OdrlConstraint.Logical logical ? In(logical.Of) : IsPart(((OdrlConstraint.Atomic)constraints[i]).Left))
            {
                return true;
            }
        }

        return false;
    }
}
