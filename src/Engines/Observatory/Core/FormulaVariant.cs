using KeyEcosystem.Observatory.Core.Formulas;

namespace KeyEcosystem.Observatory.Core;

/// <summary>Another reading of an indicator's words.</summary>
/// <param name="NameZh">What it counts, in Chinese.</param>
/// <param name="NameEn">What it counts, in English.</param>
/// <param name="Formula">Its formula.</param>
public sealed record FormulaVariant(string NameZh, string NameEn, Formula Formula);
