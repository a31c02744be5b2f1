using System.Globalization;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Evaluates policies: deny by default, prohibition wins, every clause that stands in the way is named.</summary>
public static class PolicyEvaluation
{
    /// <summary>Asks a policy about a use. A permission needs every constraint to hold; a prohibition is avoided only when one surely does not.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="use">The use.</param>
    public static PolicyReport Evaluate(Policy policy, in UseRequest use)
    {
        for (var i = 0; i < policy.Prohibitions.Count; i++)
        {
            var rule = policy.Prohibitions[i];
            if (Covers(rule.Action, use.Action) && Judge(rule, use, "", null) is var applies and not Truth.No)
            {
                return new PolicyReport(false, [new PolicyReason(applies == Truth.Yes ? "policy.prohibited" : "policy.prohibition.unjudged", $"prohibition[{i}]", use.Action, rule.Action)]);
            }
        }

        List<PolicyReason>? missed = null;
        for (var i = 0; i < policy.Permissions.Count; i++)
        {
            var rule = policy.Permissions[i];
            if (!Covers(rule.Action, use.Action))
            {
                continue;
            }

            var reasons = new List<PolicyReason>();
            if (Judge(rule, use, $"permission[{i}]", reasons) == Truth.Yes)
            {
                return new PolicyReport(true, [new PolicyReason("policy.permitted", $"permission[{i}]", use.Action, rule.Action)]);
            }

            (missed ??= []).AddRange(reasons);
        }

        return new PolicyReport(false, missed ?? [new PolicyReason("policy.no-permission", "permission", use.Action, string.Join(", ", policy.Permissions.Select(p => p.Action)))]);
    }

    /// <summary>Whether an action of a rule includes an action of a use: use includes read and compute.</summary>
    /// <param name="rule">The rule's action.</param>
    /// <param name="use">The use's action.</param>
    public static bool Covers(string rule, string use) => rule == use || (rule == "use" && (use is "read" or "compute"));

    private static Truth Judge(Rule rule, in UseRequest use, string clause, List<PolicyReason>? reasons)
    {
        var all = Truth.Yes;
        for (var i = 0; i < rule.Constraints.Count; i++)
        {
            all = Least(all, Judge(rule.Constraints[i], use, reasons is null ? "" : $"{clause}.constraint[{i}]", reasons));
        }

        return all;
    }

    private static Truth Judge(Constraint constraint, in UseRequest use, string clause, List<PolicyReason>? reasons)
    {
        switch (constraint)
        {
            case Constraint.Atomic atomic:
                var truth = Judge(atomic, use, out var actual);
                if (truth != Truth.Yes)
                {
                    reasons?.Add(new PolicyReason(Code(atomic), clause, actual, $"{atomic.Name} {atomic.Operator} {string.Join(", ", atomic.Right)}"));
                }

                return truth;
            case Constraint.And and:
                var every = Truth.Yes;
                foreach (var part in and.Of)
                {
                    every = Least(every, Judge(part, use, clause, reasons));
                }

                return every;
            case Constraint.Or or:
                var (yes, unknown) = Count(or.Of, use);
                return Missed(yes > 0 ? Truth.Yes : unknown > 0 ? Truth.Unknown : Truth.No, clause, "or", reasons);
            case Constraint.Xone one:
                var (holding, open) = Count(one.Of, use);
                return Missed(holding > 1 ? Truth.No : open > 0 ? Truth.Unknown : holding == 1 ? Truth.Yes : Truth.No, clause, "xone", reasons);
            default:
                throw new InvalidOperationException("A constraint is atomic or logical.");
        }
    }

    private static Truth Least(Truth left, Truth right) => left < right ? left : right;

    private static (int Yes, int Unknown) Count(IReadOnlyList<Constraint> of, in UseRequest use)
    {
        var (yes, unknown) = (0, 0);
        foreach (var part in of)
        {
            var truth = Judge(part, use, "", null);
            yes += truth == Truth.Yes ? 1 : 0;
            unknown += truth == Truth.Unknown ? 1 : 0;
        }

        return (yes, unknown);
    }

    private static Truth Missed(Truth truth, string clause, string what, List<PolicyReason>? reasons)
    {
        if (truth != Truth.Yes)
        {
            reasons?.Add(new PolicyReason("policy.constraint.refused", clause, "", what));
        }

        return truth;
    }

    private static string Code(Constraint.Atomic atomic) => atomic.Left switch
    {
        Operand.Purpose => "policy.purpose.refused",
        Operand.Recipient => "policy.recipient.refused",
        Operand.Industry => "policy.industry.refused",
        Operand.Role => "policy.role.refused",
        Operand.Spatial => "policy.spatial.refused",
        Operand.DateTime => atomic.Operator is Operator.Lt or Operator.Lteq ? "policy.time.after-end" : "policy.time.refused",
        Operand.Count => "policy.count.exceeded",
        _ => "policy.operand.unknown",
    };

    private static Truth Judge(Constraint.Atomic c, in UseRequest use, out string actual)
    {
        actual = c.Left switch
        {
            Operand.Purpose => use.Purpose,
            Operand.Recipient => use.Recipient,
            Operand.Industry => use.Industry ?? "",
            Operand.Role => use.Role,
            Operand.Spatial => use.Country,
            Operand.DateTime => use.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            Operand.Count => (use.CountBefore + 1).ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
        return c.Left switch
        {
            Operand.Unknown => Truth.Unknown,
            Operand.DateTime => PolicyJson.TryInstant(c.Right[0], out var limit) ? Ordered(c, use.At.CompareTo(limit)) : Truth.Unknown,
            Operand.Count => long.TryParse(c.Right[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? Ordered(c, (use.CountBefore + 1).CompareTo(most)) : Truth.Unknown,
            _ => actual.Length == 0 ? Truth.Unknown : Among(c, actual),
        };
    }

    private static Truth Ordered(Constraint.Atomic c, int order) => c.Right.Count != 1 ? Truth.Unknown : c.Operator switch
    {
        Operator.Eq => Of(order == 0),
        Operator.Neq => Of(order != 0),
        Operator.Lt => Of(order < 0),
        Operator.Lteq => Of(order <= 0),
        Operator.Gt => Of(order > 0),
        Operator.Gteq => Of(order >= 0),
        _ => Truth.Unknown,
    };

    private static Truth Among(Constraint.Atomic c, string actual)
    {
        var found = false;
        foreach (var right in c.Right)
        {
            found |= string.Equals(right, actual, StringComparison.Ordinal);
        }

        return c.Operator switch
        {
            Operator.Eq or Operator.IsAllOf => Of(c.Right.Count == 1 && found),
            Operator.IsAnyOf => Of(found),
            Operator.Neq or Operator.IsNoneOf => Of(!found),
            _ => Truth.Unknown,
        };
    }

    private static Truth Of(bool holds) => holds ? Truth.Yes : Truth.No;
}
