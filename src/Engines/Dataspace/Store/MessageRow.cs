using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>A message that is to be posted, written with the change that it tells of. It goes when the other side has taken it.</summary>
internal sealed class MessageRow : IRow
{
    /// <summary>In the order of sending.</summary>
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>The negotiation or transfer process.</summary>
    public required Guid Process { get; init; }

    /// <summary>Whether it is of a transfer process.</summary>
    public required bool IsTransfer { get; init; }

    public required Guid Peer { get; init; }

    /// <summary>The member on whose behalf.</summary>
    public required Guid Member { get; init; }

    public required string Type { get; init; }

    public required string Url { get; init; }

    public required string Body { get; init; }

    /// <summary>The state that it leads to.</summary>
    public required int To { get; init; }

    /// <summary>The state that holds when the other side does not take it; null where it begins the process.</summary>
    public int? From { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Why it is given up, in words; null while it is tried.</summary>
    public string? Dead { get; set; }
}
