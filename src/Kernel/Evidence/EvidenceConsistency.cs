namespace KeyEcosystem.Kernel.Evidence;

/// <summary>Shows that the log of an earlier size is the beginning of the log of a signed head.</summary>
/// <param name="First">Records of the earlier log.</param>
/// <param name="Path">The proof, hexadecimal.</param>
/// <param name="Head">The signed head of the later log in its one spelling.</param>
public sealed record EvidenceConsistency(long First, IReadOnlyList<string> Path, string Head);
