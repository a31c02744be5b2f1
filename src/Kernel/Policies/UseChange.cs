namespace KeyEcosystem.Kernel.Policies;

/// <summary>One thing of a use that would have to be otherwise.</summary>
/// <param name="Operand">action, purpose, dateTime, count, industry, role, spatial or recipient.</param>
/// <param name="Was">What the use had; empty where it said nothing.</param>
/// <param name="Wanted">What would do, each by itself; of a time the earliest.</param>
public sealed record UseChange(string Operand, string Was, IReadOnlyList<string> Wanted);
