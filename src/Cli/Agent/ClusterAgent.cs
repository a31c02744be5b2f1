using System.Net;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary>
/// Attaches a cluster to a node by calls from here only, so that the cluster's owner opens no port. What the node wants and what the cluster has are compared
/// at every turn; nothing depends on a message being heard once.
/// </summary>
internal sealed class ClusterAgent(NodeHttp node, PoolId pool, AttachedCluster attached, RunFolder folders, IReadOnlyList<string> binds, TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DevicesAge = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SavedAge = TimeSpan.FromDays(7);
    private const int WaitSeconds = 15;

    private readonly IClusterBackend cluster = attached.Backend;
    private readonly AgentSession session = new(pool);
    private readonly Dictionary<RunName, HeldRun> runs = [];
    private IReadOnlyList<AgentDevices> devices = [];
    private readonly Dictionary<BackendKey, BackendJob> seen = [];
    private readonly OthersUse others = new();

    /// <summary>Whether it takes the pool over from an agent with another memory, whose runs are lost by that.</summary>
    public bool TakesOver { get; init; }

    private DateTimeOffset devicesAt;
    private string software = "";
    private string? cursor;

    /// <summary>Serves the pool until it is told to stop. Runs go on at the cluster; the next agent takes them up.</summary>
    /// <exception cref="NodeProblemException">The node refuses this agent for good: another one has begun, or the key or the pool is not what it should be.</exception>
    public async Task Serve(CancellationToken stop)
    {
        foreach (var order in folders.All())
        {
            Hold(order);
        }

        folders.Clear(clock.GetUtcNow() - SavedAge);

        await Again(() => Attach(stop), stop);
        Task<AgentOrders>? call = null;
        CancellationTokenSource? calling = null;
        RetryPause? away = null;
        var retryAt = DateTimeOffset.MinValue;
        try
        {
            while (!stop.IsCancellationRequested)
            {
                var changed = await Turns(stop);
                if (changed && call is { IsCompleted: false })
                {
                    // News goes out at once; an answer that is lost by that is given again.
                    await calling!.CancelAsync();
                    await Settle(call);
                    call = null;
                }

                if (call is null && clock.GetUtcNow() >= retryAt)
                {
                    calling?.Dispose();
                    calling = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    // A node that was away is not waited for: what it says at once tells that it is back, and the runs are looked after meanwhile.
                    call = Call(away is null ? WaitSeconds : 0, calling.Token);
                }

                await Task.WhenAny([.. call is null ? [] : (Task[])[call], Task.Delay(Turn, clock, stop), .. runs.Values.Select(r => r.Work).OfType<Task>()]);
                if (call is { IsCompleted: true })
                {
                    var answered = call;
                    call = null;
                    try
                    {
                        Obey(await answered);
                        if (away is not null)
                        {
                            say("节点恢复应答。The node answers again.");
                        }

                        away = null;
                    }
                    catch (Exception failure) when (Away(failure, stop) is not null)
                    {
                        away ??= NewPause();
                        retryAt = clock.GetUtcNow() + Retry(failure, away, stop);
                    }
                }
            }
        }
        finally
        {
            if (calling is not null)
            {
                await calling.CancelAsync();
                await Settle(call);
                calling.Dispose();
            }
        }
    }

    private static async Task Settle(Task<AgentOrders>? call)
    {
        try
        {
            await (call ?? Task.CompletedTask);
        }
        catch (Exception ended) when (ended is OperationCanceledException or HttpRequestException or IOException or NodeProblemException)
        {
            // Called again with all that is to be said.
        }
    }

    /// <summary>The cluster's software; of this machine alone in words.</summary>
    private string Software => software == "processes" ? "processes of this machine 本机进程" : software;

    private async Task Attach(CancellationToken stop)
    {
        devices = await Look(stop);
        devicesAt = clock.GetUtcNow();
        var welcome = await node.AttachAgent(pool, new AgentHello(software, devices) { Seals = true, SharesDevices = cluster.SharesDevices, Memory = folders.Id(), TakesOver = TakesOver && session.Epoch == 0 }, stop);
        session.Epoch = welcome.Epoch;
        say($"{welcome.Title}: {Software}, {CountWords.Of(devices.Sum(d => d.DevicesUp), "device")}, epoch {welcome.Epoch}, {CountWords.Of(runs.Count, "run")} held · 已接入：{devices.Sum(d => d.DevicesUp)} 台设备，第 {welcome.Epoch} 次会话，持有 {runs.Count} 次运行");
    }

    private HeldRun Hold(RunOrder order)
    {
        var held = new HeldRun(order, folders, cluster, node, session, attached.SubmissionOf, binds, clock, say) { OthersOfJob = () => runs.Values.Any(r => r.Name.Job == order.Job && r.Name.Attempt < order.Attempt && !r.Over) };
        runs[held.Name] = held;
        return held;
    }

    /// <summary>One step of every run; true when the node should know of it.</summary>
    private async Task<bool> Turns(CancellationToken stop)
    {
        var open = runs.Values.Where(r => !r.Over).ToList();
        if (open.Count == 0)
        {
            return false;
        }

        var changed = false;
        try
        {
            var news = await cluster.Changes(cursor, stop);
            if (!news.IsOk)
            {
                say(AgentWords.OfCluster(news.Refusal.Detail));
                return false;
            }

            cursor = news.Value.Cursor;
            foreach (var job in news.Value.Jobs)
            {
                seen[job.Key] = job;
            }

            foreach (var run in open)
            {
                changed |= await run.Step(seen.GetValueOrDefault(run.ClusterKey), stop);
            }
        }
        catch (Exception away) when (away is HttpRequestException or IOException)
        {
            say($"集群没有应答。The cluster does not answer: {away.Message}");
        }

        return changed;
    }

    /// <summary>What the cluster has, by model, without what jobs hold there that are not the node's.</summary>
    private async Task<IReadOnlyList<AgentDevices>> Look(CancellationToken stop)
    {
        var inventory = await cluster.Inventory(stop);
        if (!inventory.IsOk)
        {
            throw new IOException(inventory.Refusal.Detail);
        }

        software = inventory.Value.Software;
        others.Look(inventory.Value.Nodes, seen.Values);
        return [.. inventory.Value.Nodes
            .SelectMany(n => n.Devices.Select(d => (Node: n, Devices: d, Of: n.Devices.Sum(all => all.Total))))
            .GroupBy(d => d.Devices.Flavor, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Kind(g.Key, [.. g]))];
    }

    private AgentDevices Kind(string flavor, IReadOnlyList<(ClusterNode Node, NodeDevices Devices, int Of)> has)
    {
        var (all, up) = (has.Sum(d => d.Devices.Total), has.Where(d => d.Node.Healthy).Sum(d => d.Devices.Total));
        return new AgentDevices(flavor, all, Math.Max(0, up - others.Of(flavor)), has.Select(d => d.Node.Name).Distinct().Count())
        {
            CpuMilliEach = all == 0 ? 0 : (int)(has.Sum(d => 1000L * d.Node.Cpus * d.Devices.Total / Math.Max(1, d.Of)) / all),
            Machine = new AgentMachine(has.Max(d => d.Devices.Total), has.Max(d => d.Node.Cpus), has.Max(d => d.Node.MemoryMib), attached.GangDevices),
            MemoryMibEach = all == 0 ? 0 : has.Sum(d => d.Node.MemoryMib * d.Devices.Total / Math.Max(1, d.Of)) / all,
        };
    }

    private async Task<AgentOrders> Call(int waitSeconds, CancellationToken stop)
    {
        IReadOnlyList<AgentDevices>? news = null;
        if (clock.GetUtcNow() - devicesAt >= DevicesAge)
        {
            devicesAt = clock.GetUtcNow();
            try
            {
                var now = await Look(stop);
                news = now.SequenceEqual(devices) ? null : devices = now;
            }
            catch (IOException away)
            {
                say(AgentWords.OfCluster(away.Message));
            }
        }

        return await node.CallAgent(pool, session.Epoch, new AgentCall([.. runs.Values.Select(r => r.Report)], news) { Memory = folders.Id() }, waitSeconds, stop);
    }

    private void Obey(AgentOrders orders)
    {
        foreach (var order in orders.Begin)
        {
            var run = new RunName(order.Job, order.Attempt);
            if (!runs.ContainsKey(run))
            {
                folders.Remember(run, order);
                Hold(order);
                say($"{run.Key}: begin, {CountWords.Of(order.Files.Count, "file")}, {CountWords.Of(order.Devices, "device")} · 开始，{order.Files.Count} 个文件，{order.Devices} 台设备");
            }
        }

        foreach (var end in orders.End)
        {
            if (runs.TryGetValue(new RunName(end.Job, end.Attempt), out var run))
            {
                run.End(TimeSpan.FromSeconds(end.GraceSeconds), end.Reason);
            }
        }

        foreach (var name in orders.Forget)
        {
            if (runs.Remove(name, out var run))
            {
                seen.Remove(new BackendKey(name.Job, name.Attempt));
                folders.Forget(name, run.GoesOn);
            }
        }
    }

    /// <summary>Does it until it is done: a node that is away comes back.</summary>
    private async Task Again(Func<Task> act, CancellationToken stop)
    {
        for (var pause = NewPause(); ;)
        {
            TimeSpan wait;
            try
            {
                await act();
                return;
            }
            catch (Exception failure) when (Away(failure, stop) is not null)
            {
                wait = Retry(failure, pause, stop);
            }

            await Task.Delay(wait, clock, stop);
        }
    }

    private static RetryPause NewPause() => new(TimeSpan.FromMilliseconds(250), RetryMax);

    /// <summary>Says why a call is made again, and gives how long to wait before.</summary>
    private TimeSpan Retry(Exception failure, RetryPause pause, CancellationToken stop)
    {
        var ((zh, en), wait) = (Away(failure, stop)!.Value, pause.Next());
        say($"{zh}，{wait.TotalSeconds:0.#} 秒后重试。{en}: {(failure is NodeProblemException busy ? AgentWords.Of(busy) : failure.Message)} Again in {wait.TotalSeconds:0.#} s.");
        return wait;
    }

    /// <summary>What to say of a failure that passes by itself; null of any other.</summary>
    private static (string Zh, string En)? Away(Exception failure, CancellationToken stop) => failure switch
    {
        HttpRequestException or IOException => ("节点没有应答", "The node does not answer"),
        OperationCanceledException when !stop.IsCancellationRequested => ("节点没有应答", "The node does not answer"),
        NodeProblemException { Status: HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout } => ("节点暂时繁忙", "The node is busy"),
        _ => null,
    };
}
