using System.Globalization;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Evaluates policies: deny by default, prohibition wins, every clause that stands in the way is named.</summary>
public static class PolicyEvaluation
{
    /// <summary>Asks a policy about a use.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="use">The use.</param>
    public static PolicyReport Evaluate(Policy policy, in UseRequest use)
    {
        for (var i = 0; i < policy.Prohibitions.Count; i++)
        {
            var rule = policy.Prohibitions[i];
            if (Covers(rule.Action, use.Action) && Applies(rule, use, $"prohibition[{i}]", null))
            {
                return new PolicyReport(false, [new PolicyReason("policy.prohibited", $"prohibition[{i}]", use.Action, rule.Action)]);
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
            if (Applies(rule, use, $"permission[{i}]", reasons))
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

    /// <summary>Whether some clause permits onward sharing and none prohibits it, whatever their conditions.</summary>
    /// <param name="policy">The policy.</param>
    public static bool MayDistribute(Policy policy) => policy.Permissions.Any(r => r.Action == "distribute") && !policy.Prohibitions.Any(r => r.Action == "distribute");

    private static bool Applies(Rule rule, in UseRequest use, string clause, List<PolicyReason>? reasons)
    {
        var all = true;
        for (var i = 0; i < rule.Constraints.Count; i++)
        {
            if (!Holds(rule.Constraints[i], use, reasons is null ? "" : $"{clause}.constraint[{i}]", reasons))
            {
                all = false;
                if (reasons is null)
                {
                    return false;
                }
            }
        }

        return all;
    }

    private static bool Holds(Constraint constraint, in UseRequest use, string clause, List<PolicyReason>? reasons)
    {
        switch (constraint)
        {
            case Constraint.Atomic atomic:
                if (Satisfied(atomic, use, out var actual))
                {
                    return true;
                }

                reasons?.Add(new PolicyReason(Code(atomic), clause, actual, $"{atomic.Name} {atomic.Operator} {string.Join(", ", atomic.Right)}"));
                return false;
            case Constraint.And and:
                var every = true;
                foreach (var part in and.Of)
                {
                    every &= Holds(part, use, clause, reasons);
                }

                return every;
            case Constraint.Or or:
                return Count(or.Of, use) >= 1 || Missed(clause, "or", reasons);
            case Constraint.Xone one:
                return Count(one.Of, use) == 1 || Missed(clause, "xone", reasons);
            default:
                throw new InvalidOperationException("A constraint is atomic or logical.");
        }
    }

    private static int Count(IReadOnlyList<Constraint> of, in UseRequest use)
    {
        var n = 0;
        foreach (var part in of)
        {
            n += Holds(part, use, "", null) ? 1 : 0;
        }

        return n;
    }

    private static bool Missed(string clause, string what, List<PolicyReason>? reasons)
    {
        reasons?.Add(new PolicyReason("policy.constraint.refused", clause, "", what));
        return false;
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

    private static bool Satisfied(Constraint.Atomic c, in UseRequest use, out string actual)
    {
        actual = c.Left switch
        {
            Operand.Purpose => use.Purpose,
            Operand.Recipient => use.Recipient,
            Operand.Industry => use.Industry ?? "",
            Operand.Role => use.Role,
            Operand.Spatial => use.Country,
            Operand.DateTime => use.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            Operand.Count => (use.CountBefore + 1).ToString(CultureInfo.InvariantCulture),
            _ => "",
        };
        return c.Left switch
        {
            Operand.Unknown => false,
            Operand.DateTime => PolicyJson.TryInstant(c.Right[0], out var limit) && Ordered(c.Operator, use.At.CompareTo(limit)),
            Operand.Count => long.TryParse(c.Right[0], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && Ordered(c.Operator, (use.CountBefore + 1).CompareTo(most)),
            _ => actual.Length > 0 && Among(c, actual),
        };
    }

    private static bool Ordered(Operator op, int order) => op switch
    {
        Operator.Eq => order == 0,
        Operator.Neq => order != 0,
        Operator.Lt => order < 0,
        Operator.Lteq => order <= 0,
        Operator.Gt => order > 0,
        Operator.Gteq => order >= 0,
        _ => false,
    };

    private static bool Among(Constraint.Atomic c, string actual)
    {
        var found = false;
        foreach (var right in c.Right)
        {
            found |= string.Equals(right, actual, StringComparison.Ordinal);
        }

        return c.Operator switch
        {
            Operator.Eq => c.Right.Count == 1 && found,
            Operator.IsAnyOf => found,
            Operator.Neq or Operator.IsNoneOf => !found,
            Operator.IsAllOf => c.Right.Count == 1 && found,
            _ => false,
        };
    }
}
