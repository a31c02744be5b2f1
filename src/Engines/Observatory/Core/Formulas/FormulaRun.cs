namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>One evaluation: the state, what was read of it already, and why a part has no value.</summary>
/// <param name="state">The ecosystem at an instant.</param>
/// <param name="outside">The last known value of an outside series by name; null where none is known.</param>
public sealed class FormulaRun(Ecosystem state, Func<string, double?>? outside = null)
{
    private readonly Dictionary<(string Set, TimeSpan Window), IReadOnlyList<FormulaRow>> read = [];

    /// <summary>The ecosystem.</summary>
    public Ecosystem State { get; } = state;

    /// <summary>Collects the facts behind a value; null for none.</summary>
    internal Trail? Trail { get; set; }

    /// <summary>Only rows whose field has this word count; null for all.</summary>
    internal (string Field, string Word)? Only { get; set; }

    /// <summary>Why there is no value, in both languages; null while there is one.</summary>
    internal (string Zh, string En)? Reason { get; private set; }

    /// <summary>The last known value of an outside series.</summary>
    /// <param name="name">The series.</param>
    internal double? Outside(string name) => outside?.Invoke(name);

    /// <summary>No value, and why; the first reason stays.</summary>
    /// <param name="zh">In Chinese.</param>
    /// <param name="en">In English.</param>
    internal double? Missing(string zh, string en)
    {
        Reason ??= (zh, en);
        return null;
    }

    /// <summary>Begins another formula over the same state.</summary>
    internal void Begin(Trail? trail) => (Trail, Only, Reason) = (trail, null, null);

    /// <summary>The things of a set within a window, read once.</summary>
    /// <param name="set">The set.</param>
    /// <param name="window">Length of the window up to the instant; zero for all time.</param>
    internal IReadOnlyList<FormulaRow> Rows(FactSet set, TimeSpan window)
    {
        if (!read.TryGetValue((set.Name, window), out var rows))
        {
            rows = [.. set.Rows(State, window == TimeSpan.Zero ? DateTimeOffset.MinValue : State.AsOf - window)];
            read[(set.Name, window)] = rows;
        }

        return rows;
    }
}
