namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>One thing of a fact set, with the facts that its joined fields come from.</summary>
/// <param name="Fact">The fact that it is.</param>
/// <param name="Asset">The asset that it names, as known at the instant; null where it names none.</param>
/// <param name="Pool">The pool that it names, as it was at the fact; null where it names none.</param>
/// <param name="Use">Whose industries a use joins; null where it is none.</param>
/// <param name="Amount">What it contributes within the window: device-milliseconds, or devices added; 0 where the set has none.</param>
public readonly record struct FormulaRow(EcosystemFact Fact, EcosystemFact? Asset = null, EcosystemFact? Pool = null, SharedUse? Use = null, double Amount = 0);
