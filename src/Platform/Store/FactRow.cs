namespace KeyEcosystem.Platform.Store;

/// <summary>A fact in the order of commits. Written by the lane only, never changed.</summary>
public sealed class FactRow
{
    /// <summary>Position, growing.</summary>
    public required long Position { get; init; }

    /// <summary>Versioned topic.</summary>
    public required string Topic { get; init; }

    /// <summary>The thing it happened to.</summary>
    public required Guid Aggregate { get; init; }

    /// <summary>The fact as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>Sequence of the main record of the commit that told it.</summary>
    public required long Evidence { get; init; }

    /// <summary>When it was taken by the lane.</summary>
    public required DateTimeOffset At { get; init; }
}
