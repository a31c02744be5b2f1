namespace KeyEcosystem.Kernel.Evidence;

/// <summary>What the verification of a log found.</summary>
/// <param name="Records">Records read.</param>
/// <param name="Head">The newest signed head; null when it is missing or malformed.</param>
/// <param name="Findings">Everything that is wrong, with its line; empty when the log holds.</param>
public sealed record EvidenceReport(long Records, TreeHead? Head, IReadOnlyList<string> Findings)
{
    /// <summary>Whether the log holds.</summary>
    public bool Holds => Findings.Count == 0;
}
