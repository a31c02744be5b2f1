namespace KeyEcosystem.Compute.Backends;

/// <summary>A job as it is handed to a cluster.</summary>
/// <param name="Key">Its name there, once for ever.</param>
/// <param name="Command">Program and arguments.</param>
/// <param name="Folder">Absolute folder it starts in, seen alike by the agent and by the cluster's nodes.</param>
/// <param name="LogFile">Absolute file that takes what it writes.</param>
/// <param name="WallMax">How long it may run. Rounded up to what the cluster can tell apart: whole minutes in Slurm.</param>
public sealed record BackendSubmission(BackendKey Key, IReadOnlyList<string> Command, string Folder, string LogFile, TimeSpan WallMax)
{
    /// <summary>Nodes it needs at once.</summary>
    public int Nodes { get; init; } = 1;

    /// <summary>Devices it needs on each node; 0 for none.</summary>
    public int DevicesPerNode { get; init; }

    /// <summary>Key of the device that it holds a part of: jobs with the same key are given one device; null where it holds whole devices.</summary>
    public string? SharedDevice { get; init; }

    /// <summary>Which devices, by the cluster's own word (<c>h100</c>); null for any.</summary>
    public string? Flavor { get; init; }

    /// <summary>Processor cores on each node.</summary>
    public int CpusPerNode { get; init; } = 1;

    /// <summary>Memory on each node in MiB; null leaves it to the cluster.</summary>
    public long? MemoryMibPerNode { get; init; }

    /// <summary>Queue or partition of the cluster; null for its default.</summary>
    public string? Partition { get; init; }

    /// <summary>Variables of its environment, beside what the cluster sets itself.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
