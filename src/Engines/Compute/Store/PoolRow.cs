using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Store;

internal sealed class PoolRow : IRow
{
    /// <summary>How long a job takes to begin at a cluster, generously: one that is begun so late that it is told to leave by then has done nothing.</summary>
    private const int StartSeconds = 60;

    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Asset { get; init; }

    public required Guid Member { get; init; }

    public required string Title { get; init; }

    public required int Devices { get; set; }

    public required string Model { get; init; }

    public required string Origin { get; init; }

    public required string Class { get; init; }

    public required long PeakFlops { get; init; }

    public required string Precision { get; init; }

    public required long AssetValueMinor { get; set; }

    public required bool NetworkGranted { get; set; }

    public required bool Offered { get; set; }

    public required bool Healthy { get; set; }

    /// <summary>What runs its jobs: <see cref="Core.PoolBackends"/>.</summary>
    public required string Backend { get; init; }

    /// <summary>ISO 3166 two letters: where the devices are.</summary>
    public required string Place { get; init; }

    /// <summary>The pools that lend to each other under this name; null when it lends to none.</summary>
    public string? Cohort { get; set; }

    /// <summary>Since when it lends under that name: jobs that were taken earlier have not been asked about it.</summary>
    public DateTimeOffset? CohortSince { get; set; }

    /// <summary>Devices that it lends at most; null for all that are idle.</summary>
    public int? LendingLimit { get; set; }

    /// <summary>Devices that jobs of its queue hold elsewhere at most; null for no limit.</summary>
    public int? BorrowingLimit { get; set; }

    /// <summary>How much of what is lent its queue gets beside the others of its cohort, in hundredths of the usual.</summary>
    public int Weight { get; set; } = PoolRules.WeightUsual;

    /// <summary>Seconds that a borrower's job has to save its work before its devices go back.</summary>
    public int GraceSeconds { get; set; }

    /// <summary>Hours in which its owner wants the devices: <see cref="Core.QuietHours"/>; null for none.</summary>
    public string? QuietHours { get; set; }

    /// <summary>Whether they hold now, or will by the end of the grace.</summary>
    public bool Quiet { get; set; }

    public required bool Demonstration { get; init; }

    /// <summary>Whether its agent calls; of a pool without agent true.</summary>
    public required bool Attached { get; set; }

    /// <summary>
    /// Whether its owner alone could count on it: of a pool with agent from its first call until it has been silent for its whole lease. A short silence takes nothing from what
    /// the owner is entitled to: alone it would have gone on working.
    /// </summary>
    public required bool Counted { get; set; }

    /// <summary>Devices that its agent says work; of a pool without agent all.</summary>
    public required int DevicesUp { get; set; }

    /// <summary>Processor cores that come with each device, in thousandths, as its agent says; 0 where that is not known.</summary>
    public int CpuMilliEach { get; set; }

    /// <summary>Memory that comes with each device, in MiB, as its agent says; 0 where that is not known.</summary>
    public long MemoryMibEach { get; set; }

    /// <summary>Devices of its largest machine, as its agent says; 0 where that is not known.</summary>
    public int MachineDevices { get; set; }

    /// <summary>Processor cores of its largest machine.</summary>
    public int MachineCpus { get; set; }

    /// <summary>Memory of its largest machine, in MiB.</summary>
    public long MachineMemoryMib { get; set; }

    /// <summary>Devices of a gang that go to one machine; 0 where a run has one machine only.</summary>
    public int MachineGangDevices { get; set; }

    /// <summary>What one run gets there at most; null where that is not known.</summary>
    public AgentMachine? Machine => MachineDevices > 0 ? new(MachineDevices, MachineCpus, MachineMemoryMib, MachineGangDevices) : null;

    /// <summary>What comes with each device.</summary>
    public PerDevice Each => new(CpuMilliEach, MemoryMibEach);

    /// <summary>As how many devices a job of its own queue counts here.</summary>
    /// <param name="devices">Devices that it holds.</param>
    /// <param name="limits">What it may take.</param>
    public int Takes(int devices, JobLimits limits) => Each.Takes(devices, limits.Cpus ?? 0, limits.MemoryMb ?? 0, Devices);

    /// <summary>Whether jobs may hold parts of a device.</summary>
    public bool SharesDevices { get; set; }

    /// <summary>Memory of one device in MiB; 0 where the owner does not say: then it is not counted.</summary>
    public long DeviceMemoryMib { get; set; }

    /// <summary>Pools that are scheduled together: its cohort, or it alone where it shares devices; null when it is first come, first served.</summary>
    public string? Schedule => Cohort ?? (SharesDevices ? $"pool {Id:n}" : null);

    /// <summary>When its quiet hours end; null when it has none, or they never do.</summary>
    /// <param name="now">The time now.</param>
    public DateTimeOffset? QuietEnd(DateTimeOffset now) => QuietHours is { } text ? Core.QuietHours.Parse(text)?.EndAfter(now) : null;

    /// <summary>When its quiet hours close it in the next two weeks, the notice included; null when it has none.</summary>
    /// <param name="now">The time now.</param>
    public KnownHours? HoursKnown(DateTimeOffset now)
    {
        if (QuietHours is not { } text || Core.QuietHours.Parse(text) is not { } hours)
        {
            return null;
        }

        var closings = new List<(long ClosesAtMs, long OpensAtMs)>();
        foreach (var (from, to) in hours.Next(now))
        {
            var closes = from.AddSeconds(-GraceSeconds).ToUnixTimeMilliseconds();
            if (closings.Count > 0 && closes <= closings[^1].OpensAtMs)
            {
                closings[^1] = closings[^1] with { OpensAtMs = to.ToUnixTimeMilliseconds() };
            }
            else
            {
                closings.Add((closes, to.ToUnixTimeMilliseconds()));
            }
        }

        return new KnownHours(closings, (GraceSeconds + StartSeconds) * 1000L, closings.Zip(closings.Skip(1), (one, next) => next.ClosesAtMs - one.OpensAtMs).DefaultIfEmpty(0).Max());
    }

    /// <summary>The same for the scheduler of its cohort.</summary>
    /// <param name="now">The time now.</param>
    public ClusterHours? Hours(DateTimeOffset now)
    {
        var works = Offered && Healthy ? Math.Min(Devices, DevicesUp) : 0;
        return HoursKnown(now) is { } known ? new ClusterHours(known, works, DevicesAloneOutsideHours) : null;
    }

    /// <summary>Whether its agent is silent though its devices are offered: nothing begins there, and what runs runs on until its lease is over.</summary>
    public bool Away => !Attached && DevicesWhenHeard > 0;

    /// <summary>Whether its owner offers it no more though its devices work: nothing begins there and guests leave, and what its own queue holds there runs to its end.</summary>
    public bool Closing => !Offered && DevicesIfOffered > 0;

    /// <summary>Whether nothing begins there while what runs runs on.</summary>
    public bool RunsOut => Away || Closing;

    /// <summary>Devices that the scheduler counts there: of one that is closing those that work.</summary>
    public int DevicesThere => Closing ? DevicesIfOffered : DevicesWhenHeard;

    /// <summary>Devices that work, outside the hours in which their owner wants them, offered or not.</summary>
    public int DevicesIfOffered => Healthy && !Quiet ? Math.Min(Devices, DevicesUp) : 0;

    /// <summary>Devices that take jobs, or would if its agent called.</summary>
    public int DevicesWhenHeard => Offered ? DevicesIfOffered : 0;

    /// <summary>Devices on which its owner would run its jobs alone.</summary>
    public int DevicesAlone => Counted ? DevicesWhenHeard : 0;

    /// <summary>The same outside its quiet hours.</summary>
    public int DevicesAloneOutsideHours => Counted && Offered && Healthy ? Math.Min(Devices, DevicesUp) : 0;

    /// <summary>Devices that take jobs.</summary>
    public int DevicesOpen => Attached ? DevicesWhenHeard : 0;
}
