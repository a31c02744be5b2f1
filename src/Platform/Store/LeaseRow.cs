namespace KeyEcosystem.Platform.Store;

/// <summary>Who may write. Every commit on PostgreSQL compares the token, so that a holder that was replaced can't commit.</summary>
internal sealed class LeaseRow
{
    /// <summary>What is leased.</summary>
    public required string Name { get; init; }

    /// <summary>The process that holds it, for people to read.</summary>
    public required string Holder { get; init; }

    /// <summary>Where the other processes of the node reach it; null when it did not say.</summary>
    public string? Url { get; init; }

    /// <summary>Grows with every new holder.</summary>
    public required long Token { get; init; }
}
