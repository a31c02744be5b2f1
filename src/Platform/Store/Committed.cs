namespace KeyEcosystem.Platform.Store;

/// <summary>The answer to a change that is on disk.</summary>
/// <param name="Evidence">Id of the main record.</param>
/// <param name="Sequence">Its place in the log, from 0; -1 while it is not sequenced yet.</param>
/// <param name="LeafHash">Its leaf hash, what the receipt is signed over.</param>
public sealed record Committed(Guid Evidence, long Sequence, byte[] LeafHash);
