namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>What was forecast at a past moment, and how far it was off.</summary>
/// <param name="Known">Values that were known then.</param>
/// <param name="Errors">What came less what was expected, at each step.</param>
/// <param name="Sizes">How large an error was to be at each step, by what was known then.</param>
/// <param name="MemberErrors">Absolute errors of each member at each step.</param>
internal sealed record PastMoment(int Known, double[] Errors, double[] Sizes, double[][] MemberErrors);
