namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>What the methods would have forecast at past moments, against what came. The structure of a method is chosen on the whole series, its numbers are fitted anew at each moment.</summary>
/// <param name="Origins">At how many moments.</param>
/// <param name="Counts">Errors at each step.</param>
/// <param name="Methods">The combination first, then its members, then the last value carried on.</param>
public sealed record BackTest(int Origins, IReadOnlyList<int> Counts, IReadOnlyList<MethodErrors> Methods);
