namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether policies can be kept together, and why not.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">What speaks against it; at most a few, the plainest first.</param>
public sealed record OdrlConflictReport(OdrlVerdict Verdict, IReadOnlyList<OdrlFinding> Findings);
