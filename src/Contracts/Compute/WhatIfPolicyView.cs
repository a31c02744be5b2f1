namespace KeyEcosystem.Contracts.Compute;

/// <summary>One policy of a comparison.</summary>
/// <param name="Policy">Its code.</param>
/// <param name="Progress">How far its replay is, 0 to 1; then its figures are made.</param>
/// <param name="Figures">What it gives; null before it is done.</param>
public sealed record WhatIfPolicyView(string Policy, double Progress, WhatIfFigures? Figures);
