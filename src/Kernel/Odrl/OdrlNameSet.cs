using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>
/// Whether some value of an operand whose values are names stands every comparison. An act has one value, unless a comparison asks for several at once.
/// Tried on examples that stand for all others.
/// </summary>
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

        var examples = OdrlConcepts.Examples(operand, keys.SelectMany(k => k).Distinct()).ToList();
        var several = literals.Zip(keys).Any(p => p.First.Holds && p.First.Term.Operator is OdrlOperator.IsAllOf or OdrlOperator.Eq && p.Second.Length > 1);
        return several ? Several(operand, literals, keys, examples, budget) : One(operand, literals, keys, examples, budget);
    }

    private static Truth One(string operand, IReadOnlyList<OdrlLiteral> literals, string[][] keys, List<string> examples, OdrlBudget budget)
    {
        var best = Truth.No;
        foreach (var example in examples)
        {
            if (!budget.Take(keys.Sum(k => (long)k.Length)))
            {
                return Truth.Unknown;
            }

            var all = Truth.Yes;
            for (var i = 0; i < literals.Count && all != Truth.No; i++)
            {
                var holds = OdrlComparison.JudgeNames(operand, literals[i].Term.Operator, [example], keys[i]);
                all = all.And(literals[i].Holds ? holds : holds.Not());
            }

            best = best.Or(all);
            if (best == Truth.Yes)
            {
                break;
            }
        }

        return best;
    }

    /// <summary>
    /// Some comparisons speak of every value, others ask that there be one. A set does where each that is asked for is found among the values that are let in:
    /// they can all be in it together.
    /// </summary>
    private static Truth Several(string operand, IReadOnlyList<OdrlLiteral> literals, string[][] keys, List<string> examples, OdrlBudget budget)
    {
        var (every, wanted) = (new List<Func<string, Truth>>(), new List<Func<string, Truth>> { _ => Truth.Yes });
        for (var i = 0; i < literals.Count; i++)
        {
            if (!Parts(operand, literals[i], keys[i], every, wanted))
            {
                return Truth.Unknown;
            }
        }

        if (!budget.Take((every.Count + wanted.Count) * (long)examples.Count * keys.Max(k => k.Length)))
        {
            return Truth.Unknown;
        }

        var admitted = examples.Select(e => (Example: e, Truth: every.Aggregate(Truth.Yes, (all, judge) => all == Truth.No ? Truth.No : all.And(judge(e))))).Where(e => e.Truth != Truth.No).ToList();
        return wanted.Aggregate(Truth.Yes, (all, judge) => all.And(admitted.Aggregate(Truth.No, (any, e) => any == Truth.Yes ? any : any.Or(e.Truth.And(judge(e.Example))))));
    }

    private static bool Parts(string operand, OdrlLiteral literal, string[] right, List<Func<string, Truth>> every, List<Func<string, Truth>> wanted)
    {
        Truth Among(string value) => Truths.Of(right.Contains(value, StringComparer.Ordinal));
        Truth InAny(string value) => right.Aggregate(Truth.No, (any, r) => any.Or(OdrlConcepts.Within(operand, value, r)));
        switch (literal.Term.Operator, literal.Holds)
        {
            case (OdrlOperator.Eq, true):
                every.Add(Among);
                wanted.AddRange(right.Select(r => (Func<string, Truth>)(value => Truths.Of(value == r))));
                return true;
            case (OdrlOperator.Eq, false) when right.Length == 1:
                wanted.Add(value => Among(value).Not());
                return true;
            case (OdrlOperator.Neq or OdrlOperator.IsNoneOf, true) or (OdrlOperator.IsAnyOf, false):
                every.Add(value => Among(value).Not());
                return true;
            case (OdrlOperator.Neq or OdrlOperator.IsNoneOf, false) or (OdrlOperator.IsAnyOf, true):
                wanted.Add(Among);
                return true;
            case (OdrlOperator.IsAllOf, true):
                wanted.AddRange(right.Select(r => (Func<string, Truth>)(value => OdrlComparison.Covers(operand, value, r))));
                return true;
            case (OdrlOperator.IsAllOf, false) when right.Length == 1:
                every.Add(value => OdrlComparison.Covers(operand, value, right[0]).Not());
                return true;
            case (OdrlOperator.IsA or OdrlOperator.IsPartOf, true):
                every.Add(InAny);
                return true;
            case (OdrlOperator.IsA or OdrlOperator.IsPartOf, false):
                wanted.Add(value => InAny(value).Not());
                return true;
            case (OdrlOperator.HasPart, true):
                wanted.AddRange(right.Select(r => (Func<string, Truth>)(value => OdrlConcepts.Within(operand, r, value))));
                return true;
            case (OdrlOperator.HasPart, false) when right.Length == 1:
                every.Add(value => OdrlConcepts.Within(operand, right[0], value).Not());
                return true;
            default:
                return false;
        }
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
