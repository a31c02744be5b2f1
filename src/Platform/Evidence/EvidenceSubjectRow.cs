namespace KeyEcosystem.Platform.Evidence;

/// <summary>A further subject of a record; the main one stands in the record itself.</summary>
internal sealed class EvidenceSubjectRow
{
    /// <summary>Id in text form.</summary>
    public required string Subject { get; init; }

    /// <summary>The record.</summary>
    public required long Sequence { get; init; }
}
