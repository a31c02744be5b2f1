using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Compute.Sandbox;

/// <summary>What a box may take at most. Memory and disk are bytes.</summary>
/// <param name="Wall">From start to end.</param>
/// <param name="Memory">Of one process at once, enforced by the kernel; of all together, watched every 50 ms and so soft.</param>
/// <param name="Disk">Files in all its folders together; each folder alone can't exceed it at all.</param>
/// <param name="Processes">At a time.</param>
/// <param name="Results">Result files.</param>
internal sealed record BoxLimits(TimeSpan Wall, long Memory, long Disk, int Processes, int Results)
{
    /// <summary>Descriptors of one process.</summary>
    public const int OpenFiles = 1024;

    /// <summary>Files and folders in all its folders together.</summary>
    public const int Entries = 20_000;

    /// <summary>Characters of one line of the log; a longer one is cut into several.</summary>
    public const int LineBytes = 8192;

    /// <summary>Bytes a job may write to its log before it is ended; what the log keeps is less.</summary>
    public const long Output = 256L << 20;

    /// <summary>Between the request to end and the end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(500);

    /// <summary>The limits of a job.</summary>
    /// <param name="limits">Its limits, every value set.</param>
    /// <param name="results">Result files that are kept.</param>
    public static BoxLimits Of(JobLimits limits, int results) => new(
        TimeSpan.FromSeconds(limits.WallSeconds!.Value), (long)limits.MemoryMb!.Value << 20, (long)limits.DiskMb!.Value << 20, limits.Processes!.Value, results);
}
