namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>One indicator in a chart of dots.</summary>
/// <param name="Label">Its words.</param>
/// <param name="Claim">What the source states; null for nothing.</param>
/// <param name="ClaimBound">1 where the claim is a lower bound, -1 where it is an upper one, 0 where it is a value: a bound is drawn open.</param>
/// <param name="Measured">What was measured; null for nothing.</param>
/// <param name="Target">The target, or its lower bound; null for none.</param>
/// <param name="TargetHigh">The upper bound of a range; null otherwise.</param>
public sealed record DotMark(string Label, double? Claim, int ClaimBound, double? Measured, double? Target, double? TargetHigh);
