namespace KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;

/// <summary>What a check of units found.</summary>
/// <param name="Issues">What does not fit together.</param>
/// <param name="Unspecified">Variables without a unit; nothing is said of what they stand in.</param>
public sealed record UnitReport(IReadOnlyList<UnitIssue> Issues, IReadOnlyList<string> Unspecified);
