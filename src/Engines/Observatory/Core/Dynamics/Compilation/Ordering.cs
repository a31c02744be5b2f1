using KeyEcosystem.Observatory.Core.Dynamics.Equations;

namespace KeyEcosystem.Observatory.Core.Dynamics.Compilation;

/// <summary>Orders cells so that each comes behind those that it needs.</summary>
internal static class Ordering
{
    private const int ShownMax = 12;

    /// <summary>The order; where cells need each other, the circle is named.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="equation">What a cell is computed by; null where it has its value already.</param>
    /// <param name="when">At which instant, for what is said of a circle.</param>
    /// <param name="whenZh">The same in Chinese.</param>
    public static List<int> Of(IReadOnlyList<Cell> cells, Func<int, Bound?> equation, string when, string whenZh)
    {
        var order = new List<int>(cells.Count);
        var state = new byte[cells.Count];
        var path = new List<int>();
        var open = new Stack<(int Cell, IEnumerator<int> Needs)>();
        for (var root = 0; root < cells.Count; root++)
        {
            if (state[root] == 0)
            {
                Enter(root);
            }

            while (open.Count > 0)
            {
                var (cell, needs) = open.Peek();
                if (!needs.MoveNext())
                {
                    open.Pop();
                    path.RemoveAt(path.Count - 1);
                    state[cell] = 2;
                    order.Add(cell);
                }
                else if (state[needs.Current] == 0)
                {
                    Enter(needs.Current);
                }
                else if (state[needs.Current] == 1)
                {
                    throw Circle(cells, [.. path[path.IndexOf(needs.Current)..], needs.Current], when, whenZh);
                }
            }
        }

        return order;

        void Enter(int cell)
        {
            state[cell] = 1;
            path.Add(cell);
            open.Push((cell, (equation(cell) is { } bound ? Needs(bound).ToList() : []).GetEnumerator()));
        }
    }

    /// <summary>The cells that an equation reads.</summary>
    public static IEnumerable<int> Needs(Bound bound)
    {
        var open = new Stack<Bound>();
        open.Push(bound);
        while (open.TryPop(out var part))
        {
            if (part.Op == Op.Cell)
            {
                yield return part.Extra;
            }
            else if (part.Op == Op.Index)
            {
                for (var i = 0; i < part.Range.Count; i++)
                {
                    yield return part.Extra + (i * part.Range.Stride);
                }
            }

            for (var i = part.Arguments.Length - 1; i >= 0; i--)
            {
                open.Push(part.Arguments[i]);
            }
        }
    }

    private static ModelFaultException Circle(IReadOnlyList<Cell> cells, List<int> circle, string when, string whenZh)
    {
        var names = new List<string>();
        foreach (var name in circle.Select(c => cells[c].Name))
        {
            if (names.Count == 0 || names[^1] != name)
            {
                names.Add(name);
            }
        }

        // A variable that needs itself stands once by then.
        if (names.Count == 1)
        {
            names.Add(names[0]);
        }

        var shown = string.Join(" -> ", names.Count <= ShownMax ? names : [.. names[..ShownMax], "...", names[^1]]);
        return new ModelFaultException(DynamicsCodes.Circular, $"Equations need each other {when}: {shown}. A stock, a delay or PREVIOUS must stand between.", $"方程{whenZh}循环依赖：{shown}；须以存量、延迟或 PREVIOUS 隔开。", cells[circle[0]].Line, cells[circle[0]].Name);
    }
}
