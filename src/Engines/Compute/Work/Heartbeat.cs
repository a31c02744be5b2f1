using System.Globalization;

namespace KeyEcosystem.Compute.Work;

/// <summary>
/// Says until when the node lived. A file and not a record: it is the node's own memory, and a record each few seconds would drown the log.
/// All running jobs share it, since the end of each is recorded while the node lives.
/// </summary>
internal sealed class Heartbeat(ComputeFolders folders, TimeProvider clock)
{
    /// <summary>The last sign of life; null when there is none.</summary>
    public async Task<DateTimeOffset?> Last(CancellationToken stop) =>
        File.Exists(folders.Heartbeat) && long.TryParse(await File.ReadAllTextAsync(folders.Heartbeat, stop), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && ms <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(ms)
            : null;

    public async Task Beat(CancellationToken stop)
    {
        var next = folders.Heartbeat + ".next";
        await File.WriteAllTextAsync(next, clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), stop);
        File.Move(next, folders.Heartbeat, overwrite: true);
    }
}
