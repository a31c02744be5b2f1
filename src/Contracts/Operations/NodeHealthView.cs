namespace KeyEcosystem.Contracts.Operations;

/// <summary>How a node stands.</summary>
/// <param name="Ready">Whether it takes requests.</param>
/// <param name="Checks">What was looked at.</param>
public sealed record NodeHealthView(bool Ready, IReadOnlyList<CheckView> Checks);
