using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether some value, or set of values, of an operand whose values are names stands every comparison. Tried on examples that stand for all others.</summary>
internal static class OdrlNameSet
{
    public static (Truth Left, OdrlClash? Clash) Judge(IReadOnlyList<OdrlLiteral> literals, OdrlBudget budget)
    {
        var left = Try(literals, budget);
        return left != Truth.No ? (left, null) : (Truth.No, ClashOf(literals, budget));
    }

    private static Truth Try(IReadOnlyList<OdrlLiteral> literals, OdrlBudget budget)
    {
        var operand = literals[0].Term.Left;
        var keys = literals.Select(l => l.Term.Right.Select(v => OdrlConcepts.Key(operand, v.Text)).ToArray()).ToArray();
        if (Array.Exists(keys, k => k.Length == 0 || Array.Exists(k, text => text.Length == 0)))
        {
            return Truth.Unknown;
        }

        // A set needs what "all of" lists ask for, and one value more may do for the rest.
        var needed = literals.Zip(keys).Where(p => p.First.Holds && p.First.Term.Operator is OdrlOperator.IsAllOf or OdrlOperator.HasPart or OdrlOperator.Eq).SelectMany(p => p.Second).Distinct().ToArray();
        var best = Truth.No;
        foreach (var example in OdrlConcepts.Examples(operand, keys.SelectMany(k => k).Distinct()))
        {
            foreach (var values in needed.Length > 1 ? (string[][])[[example], [.. needed.Union([example])]] : [[example]])
            {
                if (!budget.Take(keys.Sum(k => (long)k.Length * values.Length)))
                {
                    return Truth.Unknown;
                }

                var all = Truth.Yes;
                for (var i = 0; i < literals.Count && all != Truth.No; i++)
                {
                    var holds = OdrlComparison.JudgeNames(operand, literals[i].Term.Operator, values, keys[i]);
                    all = all.And(literals[i].Holds ? holds : holds.Not());
                }

                if (all == Truth.Yes)
                {
                    return Truth.Yes;
                }

                best = best.Or(all);
            }
        }

        return best;
    }

    /// <summary>Two comparisons that are enough to clash, of both policies if possible.</summary>
    private static OdrlClash ClashOf(IReadOnlyList<OdrlLiteral> literals, OdrlBudget budget)
    {
        foreach (var first in literals)
        {
            foreach (var second in literals)
            {
                if (first.Side < second.Side && Try([first, second], budget) == Truth.No)
                {
                    return new OdrlClash("odrl.clash.names", first, second);
                }
            }
        }

        return new OdrlClash("odrl.clash.names", literals[0], literals.Count > 1 ? literals[^1] : null);
    }
}
