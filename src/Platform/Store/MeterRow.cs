namespace KeyEcosystem.Platform.Store;

/// <summary>One meter reading, append-only, integers in base units.</summary>
public sealed class MeterRow
{
    /// <summary>Reading id.</summary>
    public required Guid Id { get; init; }

    /// <summary>The agreement the use was made under; null for a member's use of its own asset.</summary>
    public required Guid? Agreement { get; init; }

    /// <summary>The use.</summary>
    public required Guid Use { get; init; }

    /// <summary>The asset used.</summary>
    public required Guid Asset { get; init; }

    /// <summary>Who provides the asset.</summary>
    public required Guid Provider { get; init; }

    /// <summary>Who used it.</summary>
    public required Guid Consumer { get; init; }

    /// <summary>What is measured: <c>device.ms</c>, <c>bytes</c>, <c>count</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How much, in base units of the kind, never negative.</summary>
    public required long Quantity { get; init; }

    /// <summary>Start of the interval.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>End of the interval.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How the use ended: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Whether the use ended because the provider's side failed, not the consumer's.</summary>
    public bool ProviderFailed { get; init; }

    /// <summary>Whether this is a demonstration record, kept out of measured indicators.</summary>
    public required bool Demonstration { get; init; }

    /// <summary>Whether a member on trial used it: kept out of measured indicators.</summary>
    public bool Trial { get; init; }
}
