namespace KeyEcosystem.Platform.Evidence;

/// <summary>A head of another node, kept for whoever must show later what that node once signed. Never changed.</summary>
public sealed class WitnessedHeadRow
{
    /// <summary>Row id, growing with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose log.</summary>
    public required string Node { get; init; }

    /// <summary>Records.</summary>
    public required long Size { get; init; }

    /// <summary>The head in its one spelling.</summary>
    public required string Line { get; init; }

    /// <summary>When it was kept.</summary>
    public required DateTimeOffset At { get; init; }
}
