namespace KeyEcosystem.Platform.Store;

/// <summary>One record of the log. Written by the lane only, never changed.</summary>
public sealed class EvidenceRow
{
    /// <summary>Its place in the log, from 0, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>Record id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was taken by the lane.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    public required string Verb { get; init; }

    /// <summary>On whose behalf.</summary>
    public Guid? Member { get; init; }

    /// <summary>The main subject, in text form.</summary>
    public required string Subject { get; init; }

    /// <summary>How it ended.</summary>
    public required string Outcome { get; init; }

    /// <summary>The canonical bytes that the tree commits to.</summary>
    public required byte[] Leaf { get; init; }

    /// <summary>Hash of the leaf.</summary>
    public required byte[] LeafHash { get; init; }
}
