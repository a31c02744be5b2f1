using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether two rules may be about the same act: action, asset, party.</summary>
internal static class OdrlOverlap
{
    /// <summary>Whether some act is one that both rules name. Unknown where that hangs on who belongs to a collection.</summary>
    public static Truth Of(OdrlRule one, OdrlRule other) => Actions(one, other).And(Scopes(one.Targets, other.Targets)).And(Scopes(one.Assignees, other.Assignees));

    /// <summary>What a comparison of two rules costs.</summary>
    public static long Steps(OdrlRule one, OdrlRule other) =>
        1 + ((long)one.Actions.Count * other.Actions.Count) + ((long)one.Targets.Count * other.Targets.Count) + ((long)one.Assignees.Count * other.Assignees.Count);

    /// <summary>Whether the wide rule surely names all acts of the narrow one.</summary>
    public static bool Covers(OdrlRule wide, OdrlRule narrow) =>
        (wide.Actions.Count == 0 || (narrow.Actions.Count > 0 && narrow.Actions.All(n => wide.Actions.Any(w => w.Refinement.Count == 0 && OdrlActions.Includes(w.Name, n.Name)))))
        && CoversScope(wide.Targets, narrow.Targets)
        && CoversScope(wide.Assignees, narrow.Assignees);

    /// <summary>The narrower of two actions that meet.</summary>
    public static string Action(OdrlRule one, OdrlRule other)
    {
        foreach (var a in one.Actions)
        {
            foreach (var b in other.Actions)
            {
                if (OdrlActions.Includes(a.Name, b.Name))
                {
                    return b.Name;
                }

                if (OdrlActions.Includes(b.Name, a.Name))
                {
                    return a.Name;
                }
            }
        }

        return one.Actions is [var first, ..] ? first.Name : other.Actions is [var second, ..] ? second.Name : "";
    }

    private static Truth Actions(OdrlRule one, OdrlRule other) =>
        Truths.Of(one.Actions.Count == 0 || other.Actions.Count == 0 || one.Actions.Any(a => other.Actions.Any(b => OdrlActions.Includes(a.Name, b.Name) || OdrlActions.Includes(b.Name, a.Name))));

    private static Truth Scopes(IReadOnlyList<OdrlScope> one, IReadOnlyList<OdrlScope> other)
    {
        if (one.Count == 0 || other.Count == 0)
        {
            return Truth.Yes;
        }

        var any = Truth.No;
        foreach (var a in one)
        {
            foreach (var b in other)
            {
                any = any.Or(Same(a, b) ? Truth.Yes : a.IsCollection || b.IsCollection ? Truth.Unknown : Truth.No);
            }
        }

        return any;
    }

    private static bool CoversScope(IReadOnlyList<OdrlScope> wide, IReadOnlyList<OdrlScope> narrow) =>
        wide.Count == 0 || (narrow.Count > 0 && narrow.All(n => wide.Any(w => w.Refinement.Count == 0 && Same(w, n))));

    private static bool Same(OdrlScope a, OdrlScope b) => (a.Id.Length > 0 && (a.Id == b.Id || a.Id == b.Source)) || (a.Source is not null && (a.Source == b.Id || a.Source == b.Source));
}
