namespace KeyEcosystem.Kernel.Ledger;

/// <summary>What one reading costs.</summary>
/// <param name="Amount">Whole minor units.</param>
/// <param name="Rest">What is carried to the next reading, in parts of a minor unit: <see cref="UnitPrice.UnitSize"/> of them make one.</param>
public readonly record struct Charge(Money Amount, long Rest);
