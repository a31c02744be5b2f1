using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Store;

/// <summary>Registers and changes pools, and tells their capacity.</summary>
internal sealed class PoolCommands(ComputeReads reads, IAssetAnswer assets, IMemberAnswer members, ILane lane, CohortNews news, RunningJobs running, SentOnce once, IIds ids, TimeProvider clock, IOptions<ComputeOptions> options)
{
    /// <summary>In the log: a pool's agent calls again.</summary>
    public const string HeardVerb = "pool.agent.heard";

    /// <summary>In the log: a pool's agent has begun a session.</summary>
    public const string AttachedVerb = "pool.agent.attached";

    private const int Tries = 8;

    public Task<Result<PoolView>> Register(PoolRegistration registration, Caller caller, CancellationToken stop) => once.Make(
        registration.Id, caller.Member, registration,
        async pool => await reads.Find(pool, stop) is { } row && await reads.LoadOf(pool, stop) is { } load
            ? ComputeReads.View(row, load, caller.Member)
            : new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{pool}\"."),
        () => RegisterNew(registration, caller, stop), stop);

    private async Task<Result<PoolView>> RegisterNew(PoolRegistration registration, Caller caller, CancellationToken stop)
    {
        if (PoolRules.CheckDevice(registration.Model, registration.Origin, registration.Class, registration.PeakFlops, registration.Precision) is { } device)
        {
            return Refusal.Field(device.Field, device.Must, device.Was);
        }

        if (PoolRules.CheckAmounts(registration.Devices, options.Value.DevicesMax, registration.AssetValueMinor) is { } amount)
        {
            return Refusal.Field(amount.Field, amount.Must, amount.Was);
        }

        if (registration.Backend is { } backend && !PoolBackends.All.Contains(backend))
        {
            return Refusal.Field("backend", string.Join(", ", PoolBackends.All), backend);
        }

        // Another member's asset is answered like one that is not there: who may see it is for the catalogue to say.
        if (await assets.Of(registration.Asset, stop) is not { } asset || asset.Provider != caller.Member)
        {
            return new Refusal("compute.asset.unknown", "There is no such asset of yours.", $"Your organisation has no asset with the id \"{registration.Asset}\".");
        }

        if (asset.Kind != "compute-pool")
        {
            return new Refusal("compute.asset.kind", "This asset is not a compute pool.", $"Asset \"{registration.Asset}\" is of kind {asset.Kind}; publish one of kind compute-pool first.");
        }

        if (await members.Of(caller.Member, stop) is not { State: "admitted" })
        {
            return new Refusal("access.member", "Your organisation may not offer a pool.", "Only admitted members offer pools.");
        }

        var now = clock.GetUtcNow();
        var row = new PoolRow
        {
            Id = registration.Id?.Value ?? ids.Next(),
            Version = 1,
            Asset = asset.Asset.Value,
            Member = caller.Member.Value,
            Title = asset.Title,
            Devices = registration.Devices,
            Model = registration.Model.Trim(),
            Origin = registration.Origin,
            Class = registration.Class,
            PeakFlops = registration.PeakFlops,
            Precision = registration.Precision,
            AssetValueMinor = registration.AssetValueMinor,
            NetworkGranted = registration.NetworkGranted,
            Offered = registration.Offered,
            Healthy = registration.Healthy,
            Backend = registration.Backend ?? PoolBackends.Node,
            Place = asset.Place,
            GraceSeconds = options.Value.GraceSecondsDefault,
            Attached = registration.Backend is null or PoolBackends.Node,
            Counted = registration.Backend is null or PoolBackends.Node,
            DevicesUp = registration.Devices,
            Demonstration = asset.Demonstration,
        };
        var load = new PoolLoadRow { Id = row.Id, Version = 1, Queued = 0, QueuedMax = options.Value.QueueMax, DevicesBusy = 0, DevicesMax = row.Devices };
        var change = new Change(Record("pool.registered", row, caller.Subject)).Insert(row).Insert(load).Insert(new PoolToldRow { Id = row.Id, Version = 1, To = now }).Tell(Changed(row, now));
        var done = await lane.Commit(SentOnce.With(change, registration.Id, caller.Member, registration), stop);
        if (done is { IsOk: false, Refusal.Code: "state.exists" })
        {
            var there = (await reads.Pools(stop)).FirstOrDefault(p => p.Asset == row.Asset);
            return there is null ? done.Refusal : new Refusal("compute.pool.exists", "The asset has a pool already.", $"Pool \"{new PoolId(there.Id)}\" (back-end {there.Backend}) stands behind this asset; its back-end can't be changed: change that pool, or publish another asset for another one.");
        }

        return done.IsOk ? ComputeReads.View(row, load, caller.Member) : done.Refusal;
    }

    public async Task<Result<PoolView>> Change(PoolId id, PoolChange wanted, long? expected, Caller caller, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Find(id, stop) is not { } row || row.Member != caller.Member.Value || await reads.LoadOf(id, stop) is not { } load)
            {
                return new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\".");
            }

            if (expected is { } version && version != row.Version)
            {
                return new Refusal("compute.pool.version", "The pool was changed meanwhile.", $"The pool has version {row.Version}, you expected {version}: read it again.");
            }

            var devices = wanted.Devices ?? row.Devices;
            if (PoolRules.CheckAmounts(devices, options.Value.DevicesMax, wanted.AssetValueMinor ?? row.AssetValueMinor) is { } amount)
            {
                return Refusal.Field(amount.Field, amount.Must, amount.Was);
            }

            if (PoolRules.CheckSharing(wanted.Cohort, wanted.LendingLimit, wanted.BorrowingLimit, wanted.GraceSeconds, wanted.QuietHours) is { } sharing)
            {
                return Refusal.Field(sharing.Field, sharing.Must, sharing.Was);
            }

            if (wanted.DeviceMemoryMib is < 0)
            {
                return Refusal.Field("deviceMemoryMib", "0 or more", $"{wanted.DeviceMemoryMib}");
            }

            if (wanted.SharesDevices == true && row.Backend == PoolBackends.Agent && await reads.AgentOf(id, stop) is { SharesDevices: false } agent)
            {
                return new Refusal("compute.pool.shares", "Its cluster gives whole devices only.", $"The pool's agent serves {agent.Backend}, which gives whole devices only; agents with the back-end local give parts. 该算力池的代理接入 {agent.Backend}，只提供整台设备；后端为 local 的代理可提供设备分片。");
            }

            var now = clock.GetUtcNow();
            var change = new Change(Record("pool.changed", row, caller.Subject));
            TellCapacity(change, row, await reads.ToldOf(id, stop), now);
            var resized = devices != row.Devices;
            row.Devices = devices;
            row.AssetValueMinor = wanted.AssetValueMinor ?? row.AssetValueMinor;
            row.NetworkGranted = wanted.NetworkGranted ?? row.NetworkGranted;
            row.Offered = wanted.Offered ?? row.Offered;
            row.Healthy = wanted.Healthy ?? row.Healthy;
            row.DevicesUp = row.Backend == PoolBackends.Node ? devices : row.DevicesUp;
            if (wanted.Cohort is { } cohort && cohort != (row.Cohort ?? ""))
            {
                row.Cohort = cohort.Length == 0 ? null : cohort;
                row.CohortSince = row.Cohort is null ? null : now;
            }

            row.LendingLimit = wanted.LendingLimit is { } lending ? (lending < 0 ? null : lending) : row.LendingLimit;
            row.BorrowingLimit = wanted.BorrowingLimit is { } borrowing ? (borrowing < 0 ? null : borrowing) : row.BorrowingLimit;
            row.GraceSeconds = wanted.GraceSeconds ?? row.GraceSeconds;
            row.SharesDevices = wanted.SharesDevices ?? row.SharesDevices;
            row.DeviceMemoryMib = wanted.DeviceMemoryMib ?? row.DeviceMemoryMib;
            row.QuietHours = wanted.QuietHours is { } quiet ? (quiet.Length == 0 ? null : quiet) : row.QuietHours;
            row.Quiet = IsQuiet(row, now);
            change.Update(row).Tell(Changed(row, now));
            if (resized)
            {
                change.Update(new PoolLoadRow { Id = load.Id, Version = load.Version, Queued = load.Queued, QueuedMax = load.QueuedMax, DevicesBusy = load.DevicesBusy, DevicesMax = devices });
            }

            var done = await lane.Commit(change, stop);
            if (done.IsOk)
            {
                news.Changed(id);
                running.Ring();
                return await reads.Find(id, stop) is { } after && await reads.LoadOf(id, stop) is { } loaded ? ComputeReads.View(after, loaded, caller.Member) : new Refusal("state.stale", "The pool was changed meanwhile.", "Read it again.");
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Sets how much of what is lent a pool's queue gets. That is between the owners, so it is the operator's to set and none of theirs.</summary>
    public async Task<Result<PoolView>> Weigh(PoolId id, PoolWeight wanted, Caller caller, CancellationToken stop)
    {
        if (wanted.Weight is < 1 or > PoolRules.WeightMax)
        {
            return Refusal.Field("weight", $"1 to {PoolRules.WeightMax}", $"{wanted.Weight}");
        }

        for (var attempt = 1; ; attempt++)
        {
            if (await reads.Find(id, stop) is not { } row || await reads.LoadOf(id, stop) is not { } load)
            {
                return new Refusal("compute.pool.unknown", "There is no such pool.", $"No pool has the id \"{id}\".");
            }

            var change = new Change(Record("pool.weighed", row, caller.Subject));
            Alter(change, row, await reads.ToldOf(id, stop), r => r.Weight = wanted.Weight, clock.GetUtcNow());
            var done = await lane.Commit(change, stop);
            if (done.IsOk)
            {
                news.Changed(id);
                running.Ring();
                return ComputeReads.View(row, load, caller.Member);
            }

            if (attempt == Tries || done.Refusal.Code != "state.stale")
            {
                return done.Refusal;
            }
        }
    }

    /// <summary>Tells what every pool had to offer since it was last told.</summary>
    /// <param name="until">Up to when.</param>
    /// <param name="next">From when the next telling goes on: the same moment, unless the node was not there since.</param>
    /// <param name="stop">Ends the telling.</param>
    public async Task TellAll(DateTimeOffset until, DateTimeOffset next, CancellationToken stop)
    {
        foreach (var row in await reads.Pools(stop))
        {
            var told = await reads.ToldOf(new PoolId(row.Id), stop);
            var change = new Change(Record("pool.capacity", row, "node"));
            Tell(change, row, told, until);
            told.To = next > told.To ? next : told.To;
            // A pool that is changed at this moment tells its capacity itself.
            await lane.Commit(change.Update(told), stop);
        }
    }

    /// <summary>Adds to a change what a pool has open from now on; its capacity up to now is told first.</summary>
    public static void Alter(Change change, PoolRow row, PoolToldRow told, Action<PoolRow> set, DateTimeOffset at)
    {
        TellCapacity(change, row, told, at);
        set(row);
        change.Update(row).Tell(Changed(row, at));
    }

    /// <summary>The pool's agent is silent: no jobs until it calls again. What its owner would have alone is not less for that.</summary>
    public Task Silence(PoolId id, CancellationToken stop) => See(id, "pool.agent.silent", "agent", row => row.Attached, row => row.Attached = false, stop);

    /// <summary>The pool's agent has been silent for its whole lease: its owner alone would have nothing either.</summary>
    public Task Discount(PoolId id, CancellationToken stop) => See(id, "pool.agent.lost", "agent", row => row.Counted, row => row.Counted = false, stop);

    /// <summary>The pool's agent calls, so that its cluster is there.</summary>
    public static void Attach(PoolRow row) => row.Attached = row.Counted = true;

    /// <summary>The pool's agent says which devices work; calling at all ends its silence.</summary>
    public Task SeeDevices(PoolId id, IReadOnlyList<AgentDevices> devices, CancellationToken stop) => See(
        id, "pool.devices.seen", "agent", row => row.DevicesUp != AgentRules.DevicesUp(devices) || row.Each != AgentRules.Each(devices) || row.Machine != MachineRules.Largest(devices), row => SetDevices(row, devices), stop);

    /// <summary>What a pool has by what its agent says.</summary>
    public static void SetDevices(PoolRow row, IReadOnlyList<AgentDevices> devices)
    {
        row.DevicesUp = AgentRules.DevicesUp(devices);
        (row.CpuMilliEach, row.MemoryMibEach) = AgentRules.Each(devices);
        (row.MachineDevices, row.MachineCpus, row.MachineMemoryMib, row.MachineGangDevices) = MachineRules.Largest(devices) ?? new AgentMachine(0, 0, 0, 0);
    }

    /// <summary>Puts on record that the agent calls a node that was started again, which did not take it for silent: until then nothing was heard of its cluster, and that may have made jobs late.</summary>
    public async Task HearAgain(PoolId id, CancellationToken stop)
    {
        if (await reads.Find(id, stop) is { } row)
        {
            await lane.Commit(new Change(Record(HeardVerb, row, "agent")), stop);
        }
    }

    /// <summary>The pool's agent calls again.</summary>
    public Task Hear(PoolId id, CancellationToken stop) => See(id, HeardVerb, "agent", row => !row.Attached, Attach, stop);

    /// <summary>Quiet hours begin and end. The notice comes so early that the devices are free when they begin.</summary>
    public async Task WatchHours(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var pool in (await reads.KnownPools(stop)).Values.OrderBy(p => p.Id))
        {
            if (IsQuiet(pool, now) is var quiet && quiet != pool.Quiet)
            {
                await See(new PoolId(pool.Id), quiet ? "pool.quiet.begun" : "pool.quiet.ended", "node", row => row.Quiet != quiet, row => row.Quiet = quiet, stop);
            }
        }
    }

    private static bool IsQuiet(PoolRow row, DateTimeOffset now) =>
        row.QuietHours is { } text && QuietHours.Parse(text) is { } hours && (hours.Holds(now) || hours.Holds(now.AddSeconds(row.GraceSeconds)));

    /// <summary>Alters a pool unless it is so already.</summary>
    private async Task See(PoolId id, string verb, string actor, Func<PoolRow, bool> differs, Action<PoolRow> set, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= Tries; attempt++)
        {
            if (await reads.Find(id, stop) is not { } row || !differs(row))
            {
                return;
            }

            var change = new Change(Record(verb, row, actor));
            Alter(change, row, await reads.ToldOf(id, stop), set, clock.GetUtcNow());
            if (await lane.Commit(change, stop) is not { IsOk: false, Refusal.Code: "state.stale" })
            {
                news.Changed(id);
                running.Ring();
                return;
            }
        }
    }

    private static Act Record(string verb, PoolRow row, string actor) => new(verb, actor, row.Member, [new PoolId(row.Id).ToString(), new AssetId(row.Asset).ToString()], "done", "{}");

    /// <summary>With what has been told, so that of two who tell at the same time one finds it stale.</summary>
    private static void TellCapacity(Change change, PoolRow row, PoolToldRow told, DateTimeOffset until)
    {
        Tell(change, row, told, until);
        change.Update(told);
    }

    private static void Tell(Change change, PoolRow row, PoolToldRow told, DateTimeOffset until)
    {
        if (until.ToUnixTimeMilliseconds() > told.To.ToUnixTimeMilliseconds())
        {
            change.Tell(new Fact("compute.capacity.v1", row.Id, Json.Write(new
            {
                pool = new PoolId(row.Id).ToString(),
                fromMs = told.To.ToUnixTimeMilliseconds(),
                toMs = until.ToUnixTimeMilliseconds(),
                devices = row.DevicesOpen,
            })));
            change.Insert(new CapacityRow { Id = JobIds.Capacity(new PoolId(row.Id), until), Pool = row.Id, Devices = row.DevicesOpen, Cohort = row.Cohort, From = told.To, To = until });
            told.To = until;
        }
    }

    private static Fact Changed(PoolRow row, DateTimeOffset at) => new("compute.pool.changed.v1", row.Id, Json.Write(new
    {
        pool = new PoolId(row.Id).ToString(),
        member = new MemberId(row.Member).ToString(),
        model = row.Model,
        origin = row.Origin,
        @class = row.Class,
        devices = row.Devices,
        peakFlops = row.PeakFlops,
        precision = row.Precision,
        assetValueMinor = row.AssetValueMinor,
        offered = row.Offered,
        healthy = row.Healthy,
        quiet = row.Quiet,
        cohort = row.Cohort,
        demonstration = row.Demonstration,
        at,
    }));
}
