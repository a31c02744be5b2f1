namespace KeyEcosystem.Contracts.Evidence;

/// <summary>A head of another node, to be kept here.</summary>
/// <param name="Head">The signed head in its one spelling.</param>
/// <param name="Path">Proof of consistency with the last head kept of that node, hexadecimal; empty for the first.</param>
public sealed record WitnessRequest(string Head, IReadOnlyList<string> Path);
