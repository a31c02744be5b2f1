namespace KeyEcosystem.Kernel.Evidence;

/// <summary>A hash of <see cref="MerkleTree.HashSize"/> bytes.</summary>
/// <param name="data">What is hashed.</param>
/// <param name="hash">Takes the hash.</param>
public delegate void HashFunction(ReadOnlySpan<byte> data, Span<byte> hash);
