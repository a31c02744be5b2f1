namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A token of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word, the number, the sign, or what stands in quotes.</param>
/// <param name="At">Where it begins.</param>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text, int At);
