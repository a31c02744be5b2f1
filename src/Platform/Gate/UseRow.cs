using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

/// <summary>A use that the Gate was asked for.</summary>
public sealed class UseRow : IRow
{
    /// <summary>Use id.</summary>
    public required Guid Id { get; init; }

    /// <summary>See <see cref="IRow"/>.</summary>
    public long Version { get; init; }

    /// <summary>The agreement that permits it.</summary>
    public Guid? Agreement { get; init; }

    /// <summary>What is used.</summary>
    public required Guid Asset { get; init; }

    /// <summary>Who uses.</summary>
    public required Guid Consumer { get; init; }

    /// <summary>Who provides.</summary>
    public Guid? Provider { get; init; }

    /// <summary>ODRL action.</summary>
    public required string Action { get; init; }

    /// <summary>Declared purpose.</summary>
    public required string Purpose { get; init; }

    /// <summary>Of a table that is read in part: the key of what is read; null for all of it.</summary>
    public string? Parts { get; init; }

    /// <summary>Bytes counted against its agreement; what was not read is given back at its end.</summary>
    public long Bytes { get; init; }

    /// <summary>Rows counted against its agreement, as with bytes.</summary>
    public long Rows { get; init; }

    /// <summary>permitted, refused, then succeeded, failed or cancelled.</summary>
    public required string Outcome { get; set; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The day of a member on trial that it was counted in; null for all others.</summary>
    public Guid? TrialDay { get; init; }

    /// <summary>What was reserved of that day.</summary>
    public long TrialDeviceMs { get; init; }

    /// <summary>Until when a permission waits for its use to begin; null when it has begun, ended or was refused.</summary>
    public DateTimeOffset? ReservedUntil { get; set; }
}
