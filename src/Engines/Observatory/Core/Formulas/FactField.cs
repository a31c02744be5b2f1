namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A field of a fact set that formulas may name.</summary>
/// <param name="Name">How they name it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Dimension">What a number measures.</param>
/// <param name="Zh">What it is, in Chinese.</param>
/// <param name="En">What it is, in English.</param>
public sealed record FactField(string Name, FieldKind Kind, Dimension Dimension, string Zh, string En)
{
    /// <summary>The word of a row; null where it is not known. Flags are true and false.</summary>
    internal Func<FormulaRow, string?> Text { get; init; } = _ => null;

    /// <summary>The number of a row.</summary>
    internal Func<FormulaRow, double> Number { get; init; } = _ => 0;

    internal static FactField Of(string name, string zh, string en, Func<FormulaRow, string?> text) => new(name, FieldKind.Text, default, zh, en) { Text = text };

    internal static FactField Flag(string name, string zh, string en, Func<FormulaRow, bool> flag) => new(name, FieldKind.Flag, default, zh, en) { Text = r => flag(r) ? "true" : "false" };

    internal static FactField Of(string name, string zh, string en, Dimension dimension, Func<FormulaRow, double> number) => new(name, FieldKind.Number, dimension, zh, en) { Number = number };
}
