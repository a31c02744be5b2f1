using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Writes constraints as alternatives, each a list of comparisons that hold together. Alternatives that no world satisfies are dropped on the way.</summary>
internal sealed class OdrlCases(OdrlBudget budget)
{
    private const int AlternativesMax = 20_000;

    /// <summary>From how many alternatives on it pays to look which of them can't be.</summary>
    private const int PruneFrom = 32;

    private int steps;

    /// <summary>A combination that turned out to be impossible, for words.</summary>
    public OdrlClash? Dropped { get; private set; }

    /// <summary>The alternatives of constraints that must all hold, or must not all hold.</summary>
    public List<OdrlLiteral[]> Of(IReadOnlyList<OdrlConstraint> constraints, string scope, int side, bool holds = true) =>
        holds ? Product(constraints.Select(c => One(c, scope, side, true, -1))) : Union(constraints.Select(c => One(c, scope, side, false, -1)));

    /// <summary>Alternatives of both.</summary>
    public List<OdrlLiteral[]> Product(IEnumerable<List<OdrlLiteral[]>> parts)
    {
        List<OdrlLiteral[]> all = [[]];
        foreach (var part in parts)
        {
            if (budget.Spent)
            {
                return [];
            }

            if ((long)all.Count * part.Count > AlternativesMax * 10L)
            {
                budget.Drain();
                return [];
            }

            var next = new List<OdrlLiteral[]>();
            foreach (var left in all)
            {
                foreach (var right in part)
                {
                    budget.Take(left.Length + right.Length + 1);
                    next.Add([.. left, .. right]);
                }

                if (budget.Spent)
                {
                    return [];
                }
            }

            all = next.Count > PruneFrom ? Possible(next) : next;
            if (all.Count > AlternativesMax)
            {
                budget.Drain();
                return [];
            }
        }

        return all;
    }

    /// <summary>Alternatives of any.</summary>
    public List<OdrlLiteral[]> Union(IEnumerable<List<OdrlLiteral[]>> parts) => [.. parts.TakeWhile(_ => !budget.Spent).SelectMany(p => p)];

    private List<OdrlLiteral[]> Possible(List<OdrlLiteral[]> all)
    {
        var kept = new List<OdrlLiteral[]>();
        foreach (var literals in all)
        {
            var (truth, clash) = OdrlBox.Judge(literals, budget);
            if (truth != Truth.No)
            {
                kept.Add(literals);
            }
            else
            {
                Dropped ??= clash;
            }
        }

        return kept;
    }

    private List<OdrlLiteral[]> One(OdrlConstraint constraint, string scope, int side, bool holds, int step)
    {
        if (!budget.Take())
        {
            return [];
        }

        if (constraint is OdrlConstraint.Atomic term)
        {
            return Lists(new OdrlLiteral(term, holds, scope, side, step));
        }

        var logical = (OdrlConstraint.Logical)constraint;
        var form = logical.Form;
        if (form == OdrlLogic.Xone)
        {
            var (yes, no) = (logical.Of.Select(c => One(c, scope, side, true, -1)).ToList(), logical.Of.Select(c => One(c, scope, side, false, -1)).ToList());
            var exactly = Enumerable.Range(0, yes.Count).Select(i => Product(no.Select((n, j) => i == j ? yes[i] : n)));
            var pairs = Enumerable.Range(0, yes.Count).SelectMany(i => Enumerable.Range(i + 1, yes.Count - i - 1).Select(j => Product([yes[i], yes[j]])));
            return Union(holds ? exactly : pairs.Prepend(Product(no)));
        }

        var inSequence = form == OdrlLogic.AndSequence && holds;
        var parts = logical.Of.Select(c => One(c, scope, side, holds, inSequence ? steps++ : step));
        return form == OdrlLogic.Or == holds ? Union(parts) : Product(parts);
    }

    /// <summary>Lists of numbers or times are alternatives or sums of single ones; lists of names stay, they are looked at as sets.</summary>
    private static List<OdrlLiteral[]> Lists(OdrlLiteral literal)
    {
        var (term, right) = (literal.Term, literal.Term.Right);
        if (right.Count == 0 || right.Any(v => v.Kind == OdrlValueKind.Name) || term.Operator is not (OdrlOperator.IsAnyOf or OdrlOperator.IsNoneOf or OdrlOperator.IsAllOf or OdrlOperator.Eq or OdrlOperator.Neq) || (right.Count == 1 && term.Operator is OdrlOperator.Eq or OdrlOperator.Neq))
        {
            return [[literal]];
        }

        var among = term.Operator is OdrlOperator.IsAnyOf or OdrlOperator.IsNoneOf or OdrlOperator.Neq;
        var outside = term.Operator is OdrlOperator.IsNoneOf or OdrlOperator.Neq;
        var equal = literal.Holds != outside;
        var singles = right.Select(v => literal with { Term = term with { Operator = OdrlOperator.Eq, Right = [v] }, Holds = equal });
        return among == equal ? [.. singles.Select(s => new[] { s })] : [[.. singles]];
    }
}
