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
internal sealed class ClusterAgent(NodeHttp node, PoolId pool, IClusterBackend cluster, RunFolder folders, IReadOnlyList<string> binds, TimeProvider clock, Action<string> say)
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryMax = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DevicesAge = TimeSpan.FromSeconds(30);
    private const int WaitSeconds = 15;

    private readonly AgentSession session = new(pool);
    private readonly Dictionary<RunName, HeldRun> runs = [];
    private IReadOnlyList<AgentDevices> devices = [];
    private DateTimeOffset devicesAt;

    /// <summary>Serves the pool until it is told to stop. Runs go on at the cluster; the next agent takes them up.</summary>
    /// <exception cref="NodeProblemException">The node refuses this agent for good: another one has begun, or the key or the pool is not what it should be.</exception>
    public async Task Serve(CancellationToken stop)
    {
        foreach (var order in folders.All())
        {
            Hold(order);
        }

        await Again(() => Attach(stop), stop);
        Task<AgentOrders>? call = null;
        CancellationTokenSource? calling = null;
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

                if (call is null)
                {
                    calling?.Dispose();
                    calling = CancellationTokenSource.CreateLinkedTokenSource(stop);
                    call = Call(calling.Token);
                }

                await Task.WhenAny(call, Task.Delay(Turn, clock, stop));
                if (call.IsCompleted)
                {
                    var answered = call;
                    call = null;
                    await Again(async () => Obey(await (answered.IsCompletedSuccessfully ? answered : Call(stop))), stop);
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

    private async Task Attach(CancellationToken stop)
    {
        devices = await cluster.Devices(stop);
        devicesAt = clock.GetUtcNow();
        var welcome = await node.AttachAgent(pool, new AgentHello(cluster.Name, devices), stop);
        session.Epoch = welcome.Epoch;
        say($"{welcome.Title}: {cluster.Name}, {devices.Sum(d => d.DevicesUp)} devices 设备, epoch {welcome.Epoch}, {runs.Count} runs 次运行");
    }

    private HeldRun Hold(RunOrder order)
    {
        var held = new HeldRun(order, folders, cluster, node, session, binds, say);
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
            var seen = await cluster.Find([.. open.Select(r => r.Name.Key)], stop);
            foreach (var run in open)
            {
                changed |= await run.Step(seen.GetValueOrDefault(run.Name.Key), stop);
            }
        }
        catch (Exception away) when (away is ClusterSilentException or HttpRequestException or IOException)
        {
            say(away.Message);
        }

        return changed;
    }

    private Task<AgentOrders> Call(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        return now - devicesAt < DevicesAge ? Send(null) : Look();

        async Task<AgentOrders> Look()
        {
            devicesAt = now;
            IReadOnlyList<AgentDevices>? fresh = null;
            try
            {
                fresh = await cluster.Devices(stop);
            }
            catch (ClusterSilentException silent)
            {
                say(silent.Message);
            }

            var news = fresh is not null && !fresh.SequenceEqual(devices) ? devices = fresh : null;
            return await Send(news);
        }

        Task<AgentOrders> Send(IReadOnlyList<AgentDevices>? news) => node.CallAgent(pool, session.Epoch, new AgentCall([.. runs.Values.Select(r => r.Report)], news, null), WaitSeconds, stop);
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
                say($"{run.Key}: begin, {order.Files.Count} files, {order.Devices} devices");
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
            if (runs.Remove(name))
            {
                folders.Forget(name.Key);
            }
        }
    }

    /// <summary>Does it until it is done: a node that is away comes back, and a session that has ended by its restart is begun anew.</summary>
    private async Task Again(Func<Task> act, CancellationToken stop)
    {
        for (var wait = TimeSpan.FromMilliseconds(250); ; wait = wait * 2 < RetryMax ? wait * 2 : RetryMax)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception away) when (away is HttpRequestException or IOException or ClusterSilentException or OperationCanceledException && !stop.IsCancellationRequested)
            {
                say($"{away.Message} Again in {wait.TotalSeconds:0.#} s. 稍后重试。");
            }
            catch (NodeProblemException busy) when (busy.Status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
            {
                say($"{busy.Message} Again in {wait.TotalSeconds:0.#} s. 稍后重试。");
            }

            await Task.Delay(wait, clock, stop);
        }
    }
}
