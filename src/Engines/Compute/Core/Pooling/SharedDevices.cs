namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>
/// Packs shares into devices (ADR 0024). To the scheduler a device that is shared is one workload of one device, from its first share to its last: so the guarantee, eviction, lending and
/// the forecast hold for shares as for whole devices, and shares can't make a device useless for its owner unseen.
/// A share goes to the device on which it leaves the least over of those that it fits, computing first, then memory; of equals to the oldest. Only when it fits none is a device opened.
/// </summary>
public sealed class SharedDevices
{
    /// <summary>All of a device.</summary>
    public const int Whole = 1000;

    private readonly SortedDictionary<WorkloadId, Device> devices = [];
    private readonly Dictionary<Guid, (WorkloadId Device, DeviceShare Share)> shares = [];

    /// <summary>Devices that are shared, the oldest first.</summary>
    public IEnumerable<WorkloadId> Open => devices.Keys;

    /// <summary>The device that a share is to go to; null when one must be opened for it.</summary>
    /// <param name="kind">Shares of one kind may lie on one device: same queue, same places, same way of leaving.</param>
    /// <param name="share">The share.</param>
    /// <param name="among">Which devices are asked; null: all.</param>
    public WorkloadId? Fit(string kind, DeviceShare share, Func<WorkloadId, bool>? among = null) =>
        devices.Where(d => d.Value.Takes(kind, share) && (among is null || among(d.Key))).OrderBy(d => d.Value.MilliFree).ThenBy(d => d.Value.MemoryFree).ThenBy(d => d.Key).Select(d => (WorkloadId?)d.Key).FirstOrDefault();

    /// <summary>Opens a device.</summary>
    /// <param name="device">The workload that stands for it.</param>
    /// <param name="kind">What may lie on it.</param>
    /// <param name="memoryMib">Its memory; 0 where that is not known and so not counted.</param>
    public void Begin(WorkloadId device, string kind, long memoryMib) => devices.Add(device, new Device(kind, memoryMib));

    /// <summary>Puts a share on a device.</summary>
    /// <param name="device">The device.</param>
    /// <param name="holder">Whose share it is.</param>
    /// <param name="share">The share.</param>
    public void Put(WorkloadId device, Guid holder, DeviceShare share)
    {
        devices[device].Change(holder, share, 1);
        shares.Add(holder, (device, share));
    }

    /// <summary>Takes a share off its device.</summary>
    /// <param name="holder">Whose share it is.</param>
    /// <returns>The device, and whether nothing is left on it: then it is closed. Null when the holder has no share.</returns>
    public (WorkloadId Device, bool Empty)? Take(Guid holder)
    {
        if (!shares.Remove(holder, out var held))
        {
            return null;
        }

        var device = devices[held.Device];
        device.Change(holder, held.Share, -1);
        if (device.Holders.Count > 0)
        {
            return (held.Device, false);
        }

        devices.Remove(held.Device);
        return (held.Device, true);
    }

    /// <summary>The device on which a holder has a share; null when it has none.</summary>
    /// <param name="holder">Whose share.</param>
    public WorkloadId? DeviceOf(Guid holder) => shares.TryGetValue(holder, out var held) ? held.Device : null;

    /// <summary>Who has shares of a device, in the order in which they came; none when it is not shared.</summary>
    /// <param name="device">The device.</param>
    public IReadOnlyList<Guid> HoldersOf(WorkloadId device) => devices.TryGetValue(device, out var found) ? found.Holders : [];

    /// <summary>Whether a device takes further shares: one that is given back does not.</summary>
    /// <param name="device">The device.</param>
    /// <param name="takes">Whether it does.</param>
    public void Let(WorkloadId device, bool takes) => devices[device].Closed = !takes;

    /// <summary>
    /// Plans how to empty shared devices by moving few shares to others with room. It changes nothing: what it plans is done only when somebody says so.
    /// The device with the fewest shares first; one is emptied wholly or not at all, since only a whole device is worth a move.
    /// </summary>
    /// <param name="among">Devices that are held at one place.</param>
    /// <param name="movable">Whether a share can leave without losing its work.</param>
    /// <param name="movesMax">Most shares moved.</param>
    public IReadOnlyList<ShareMove> Plan(Func<WorkloadId, bool> among, Func<Guid, bool> movable, int movesMax)
    {
        var free = devices.Where(d => among(d.Key) && !d.Value.Closed).ToDictionary(d => d.Key, d => (d.Value.Kind, d.Value.MilliFree, d.Value.MemoryFree));
        var moves = new List<ShareMove>();
        var targets = new HashSet<WorkloadId>();
        foreach (var (device, held) in devices.Where(d => free.ContainsKey(d.Key)).OrderBy(d => d.Value.Holders.Count).ThenByDescending(d => d.Value.MilliFree).ThenBy(d => d.Key).ToList())
        {
            if (targets.Contains(device) || moves.Count + held.Holders.Count > movesMax || !held.Holders.TrueForAll(h => movable(h)))
            {
                continue;
            }

            var trial = new Dictionary<WorkloadId, (string Kind, int Milli, long Memory)>(free);
            trial.Remove(device);
            var steps = new List<ShareMove>();
            foreach (var (holder, share) in held.Holders.Select(h => (h, shares[h].Share)).OrderByDescending(h => h.Share.Milli).ThenBy(h => h.h))
            {
                var room = trial.Where(t => t.Value.Kind == held.Kind && share.Milli <= t.Value.Milli && share.MemoryMib <= t.Value.Memory).OrderBy(t => t.Value.Milli).ThenBy(t => t.Value.Memory).ThenBy(t => t.Key).ToList();
                if (room.Count == 0)
                {
                    break;
                }

                var (to, left) = room[0];
                trial[to] = (left.Kind, left.Milli - share.Milli, left.Memory == long.MaxValue ? left.Memory : left.Memory - share.MemoryMib);
                steps.Add(new ShareMove(holder, share, device, to));
            }

            if (steps.Count == held.Holders.Count)
            {
                free = trial;
                moves.AddRange(steps);
                targets.UnionWith(steps.Select(s => s.To));
            }
        }

        return moves;
    }

    private sealed class Device(string kind, long memoryMib)
    {
        private long memoryHeld;

        public List<Guid> Holders { get; } = [];

        public string Kind => kind;

        public bool Closed { get; set; }

        public int MilliFree { get; private set; } = Whole;

        public long MemoryFree => memoryMib == 0 ? long.MaxValue : memoryMib - memoryHeld;

        public bool Takes(string wanted, DeviceShare share) => !Closed && wanted == kind && share.Milli <= MilliFree && share.MemoryMib <= MemoryFree;

        public void Change(Guid holder, DeviceShare share, int sign)
        {
            MilliFree -= sign * share.Milli;
            memoryHeld += sign * share.MemoryMib;
            if (sign > 0)
            {
                Holders.Add(holder);
            }
            else
            {
                Holders.Remove(holder);
            }
        }
    }
}
