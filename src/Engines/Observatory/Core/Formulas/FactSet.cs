using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Things of one kind that formulas count and sum.</summary>
/// <param name="name">How formulas name it.</param>
/// <param name="zh">What it is, in Chinese.</param>
/// <param name="en">What it is, in English.</param>
/// <param name="engine">The engine that is not built yet and would record it; null where it is recorded.</param>
/// <param name="timed">Whether its things happen at a time, so that a window selects of them.</param>
/// <param name="fields">What is known of each thing.</param>
public sealed class FactSet(string name, string zh, string en, string? engine, bool timed, params IReadOnlyList<FactField> fields)
{
    /// <summary>How formulas name it.</summary>
    public string Name { get; } = name;

    /// <summary>What it is, in Chinese.</summary>
    public string Zh { get; } = zh;

    /// <summary>What it is, in English.</summary>
    public string En { get; } = en;

    /// <summary>The engine that is not built yet and would record it; null where it is recorded.</summary>
    public string? Engine { get; } = engine;

    /// <summary>Whether its things happen at a time.</summary>
    public bool Timed { get; } = timed;

    /// <summary>The fields, by name.</summary>
    public FrozenDictionary<string, FactField> Fields { get; } = fields.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Its things at an instant: of a timed set those after the begin of the window.</summary>
    internal Func<Ecosystem, DateTimeOffset, IEnumerable<FormulaRow>> Rows { get; init; } = (_, _) => [];
}
