namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Why a text is no formula: where, and what to do.</summary>
/// <param name="Column">Place in the text, from 1.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record FormulaFault(int Column, string Zh, string En);
