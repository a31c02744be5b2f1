namespace KeyEcosystem.Platform.Store;

/// <summary>What a record's commitment stands for. It can be erased; the record and its proofs stay valid.</summary>
public sealed class EvidenceDetailRow
{
    /// <summary>Record id.</summary>
    public required Guid Id { get; init; }

    /// <summary>16 random bytes.</summary>
    public required byte[] Salt { get; init; }

    /// <summary>The detail as JSON.</summary>
    public required string Detail { get; init; }
}
