using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether the values of a left operand stand to those of a right one as an operator says. What can't be judged is unknown.</summary>
internal static class OdrlComparison
{
    private static readonly Func<string, string, string, Truth> General = OdrlConcepts.Within;

    /// <summary>Of one operand in a state of the world.</summary>
    public static Truth Judge(OdrlConstraint.Atomic term, IReadOnlyList<OdrlValue> left, OdrlWorld world) =>
        left.Count == 0 || term.Right.Count == 0 ? Truth.Unknown
        : left.Count == 1 && term.Right.Count == 1 ? One(term, left[0], term.Right[0], world)
        : Many(term, left, world);

    /// <summary>Of names alone, by what is generally known: the same rules as in a state of the world.</summary>
    public static Truth JudgeNames(string operand, OdrlOperator comparison, IReadOnlyList<string> left, IReadOnlyList<string> right) => comparison switch
    {
        OdrlOperator.Eq => Truths.Of(left.All(right.Contains) && right.All(left.Contains)),
        OdrlOperator.Neq or OdrlOperator.IsNoneOf => Truths.Of(!left.Any(right.Contains)),
        OdrlOperator.IsAnyOf => Truths.Of(left.Any(right.Contains)),
        OdrlOperator.IsAllOf => All(right, r => Any(left, l => Covers(operand, l, r))),
        OdrlOperator.IsA or OdrlOperator.IsPartOf => All(left, l => Any(right, r => General(operand, l, r))),
        OdrlOperator.HasPart => All(right, r => Any(left, l => General(operand, r, l))),
        _ => Truth.Unknown,
    };

    /// <summary>A value stands for what it is and what it lies in, as far as that is known: of a list nothing is guessed.</summary>
    public static Truth Covers(string operand, string value, string listed) => Truths.Of(General(operand, value, listed) == Truth.Yes);

    private static Truth One(OdrlConstraint.Atomic term, OdrlValue left, OdrlValue right, OdrlWorld world) => term.Operator switch
    {
        OdrlOperator.Eq or OdrlOperator.IsAnyOf => Same(term.Left, left, right, world),
        OdrlOperator.Neq or OdrlOperator.IsNoneOf => Same(term.Left, left, right, world).Not(),
        OdrlOperator.IsAllOf => Covered(term.Left, left, right, world),
        OdrlOperator.IsA or OdrlOperator.IsPartOf => Inside(term.Left, left, right, world),
        OdrlOperator.HasPart => Inside(term.Left, right, left, world),
        _ => left.In(world.Zone).Is(term.Operator, right.In(world.Zone)),
    };

    private static Truth Many(OdrlConstraint.Atomic term, IReadOnlyList<OdrlValue> left, OdrlWorld world)
    {
        var (name, right) = (term.Left, term.Right);
        return term.Operator switch
        {
            OdrlOperator.Eq => All(left, l => Any(right, r => Same(name, l, r, world))).And(All(right, r => Any(left, l => Same(name, l, r, world)))),
            OdrlOperator.Neq or OdrlOperator.IsNoneOf => Any(left, l => Any(right, r => Same(name, l, r, world))).Not(),
            OdrlOperator.IsAnyOf => Any(left, l => Any(right, r => Same(name, l, r, world))),
            OdrlOperator.IsAllOf => All(right, r => Any(left, l => Covered(name, l, r, world))),
            OdrlOperator.IsA or OdrlOperator.IsPartOf => All(left, l => Any(right, r => Inside(name, l, r, world))),
            OdrlOperator.HasPart => All(right, r => Any(left, l => Inside(name, r, l, world))),
            _ => right.Count == 1 ? All(left, l => l.In(world.Zone).Is(term.Operator, right[0].In(world.Zone))) : Truth.Unknown,
        };
    }

    private static Truth Same(string operand, OdrlValue left, OdrlValue right, OdrlWorld world)
    {
        if (left.Kind == OdrlValueKind.Name && right.Kind == OdrlValueKind.Name)
        {
            return Truths.Of(left.Text == right.Text || OdrlConcepts.Key(operand, left.Text) == OdrlConcepts.Key(operand, right.Text));
        }

        return left.Kind == right.Kind ? left.In(world.Zone).Is(OdrlOperator.Eq, right.In(world.Zone)) : Truths.Of(left.Text == right.Text);
    }

    private static Truth Covered(string operand, OdrlValue left, OdrlValue right, OdrlWorld world) =>
        left.Kind == OdrlValueKind.Name && right.Kind == OdrlValueKind.Name ? Truths.Of(Inside(operand, left, right, world) == Truth.Yes) : Same(operand, left, right, world);

    private static Truth Inside(string operand, OdrlValue part, OdrlValue whole, OdrlWorld world) =>
        part.Kind != OdrlValueKind.Name || whole.Kind != OdrlValueKind.Name ? part.In(world.Zone).Is(OdrlOperator.Eq, whole.In(world.Zone))
        : part.Text.Length == 0 || whole.Text.Length == 0 ? Truths.Of(part.Text == whole.Text)
        : world.Within(operand, OdrlConcepts.Key(operand, part.Text), OdrlConcepts.Key(operand, whole.Text));

    private static Truth All<T>(IReadOnlyList<T> of, Func<T, Truth> judge)
    {
        var all = Truth.Yes;
        for (var i = 0; i < of.Count && all != Truth.No; i++)
        {
            all = all.And(judge(of[i]));
        }

        return all;
    }

    private static Truth Any<T>(IReadOnlyList<T> of, Func<T, Truth> judge)
    {
        var any = Truth.No;
        for (var i = 0; i < of.Count && any != Truth.Yes; i++)
        {
            any = any.Or(judge(of[i]));
        }

        return any;
    }
}
