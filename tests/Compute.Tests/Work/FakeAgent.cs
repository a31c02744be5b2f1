using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

/// <summary>An agent whose cluster does what the test says.</summary>
internal sealed class FakeAgent(TestNode node, PoolId pool, Caller owner, int devices)
{
    private readonly Dictionary<RunName, RunReport> runs = [];

    public long Epoch { get; private set; }

    public bool SharesDevices { get; init; }

    /// <summary>Whether it says that it keeps sealed runs.</summary>
    public bool Seals { get; init; } = true;

    /// <summary>What its cluster has.</summary>
    public AgentDevices Has { get; set; } = new("sim", devices, devices, 1);

    /// <summary>What it was asked to begin.</summary>
    public List<RunOrder> Orders { get; } = [];

    public IReadOnlyList<RunName> Runs => [.. runs.Keys];

    /// <summary>What it was asked to end, with the reason.</summary>
    public Dictionary<RunName, RunStop> Stops { get; } = [];

    public AgentDesk Desk => node.Get<AgentDesk>();

    public async Task Attach()
    {
        var welcome = await Desk.Hello(pool, new AgentHello("fake 1", [Has]) { SharesDevices = SharesDevices, Seals = Seals, Memory = Memory }, owner, default);
        Assert.True(welcome.IsOk, welcome.Refusal?.Detail);
        Epoch = welcome.Value.Epoch;
    }

    /// <summary>The same agent, with its runs, at a node that was started anew: it attaches, or calls on with the session that it has.</summary>
    public async Task<FakeAgent> At(TestNode other, bool attaches = true)
    {
        var agent = new FakeAgent(other, pool, owner, devices) { SharesDevices = SharesDevices, Seals = Seals, Has = Has, Epoch = Epoch };
        foreach (var (run, report) in runs)
        {
            agent.runs.Add(run, report);
        }

        if (attaches)
        {
            await agent.Attach();
        }

        return agent;
    }

    /// <summary>Says what it holds and does what it is told.</summary>
    public async Task<AgentOrders> Call()
    {
        var orders = await Desk.Orders(pool, Epoch, new AgentCall([.. runs.Values], null), TimeSpan.Zero, owner, default);
        Assert.True(orders.IsOk, orders.Refusal?.Detail);
        foreach (var begin in orders.Value.Begin)
        {
            Orders.Add(begin);
            runs.TryAdd(new RunName(begin.Job, begin.Attempt), new RunReport(begin.Job, begin.Attempt, "staging", null, null, null, null, null, null, null));
        }

        foreach (var stop in orders.Value.End)
        {
            Stops[new RunName(stop.Job, stop.Attempt)] = stop;
        }

        foreach (var gone in orders.Value.Forget)
        {
            runs.Remove(gone);
        }

        return orders.Value;
    }

    /// <summary>All that it holds begins to compute.</summary>
    public async Task Begin()
    {
        foreach (var (run, report) in runs.ToList())
        {
            runs[run] = report with { State = "running", StartedAt = report.StartedAt ?? node.Clock.GetUtcNow(), Waits = null };
        }

        await Call();
    }

    /// <summary>Says how much the devices of a run compute.</summary>
    public async Task Say(RunName run, RunLoad load)
    {
        runs[run] = runs[run] with { Load = load };
        await Call();
    }

    /// <summary>A name of what it remembers.</summary>
    public string? Memory { get; set; }

    /// <summary>Says that its cluster lets a run wait, and why.</summary>
    public async Task Wait(RunName run, string why, DateTimeOffset? expectedAt = null, string state = "pending")
    {
        runs[run] = runs[run] with { State = state, Waits = why, ExpectedAt = expectedAt };
        await Call();
    }

    public Task End(RunName run, int? code, string? ending = null, params RunFile[] results) => End(run, code, node.Clock.GetUtcNow(), ending, results);

    public Task End(RunName run, int? code, DateTimeOffset at) => End(run, code, at, null);

    private async Task End(RunName run, int? code, DateTimeOffset at, string? ending, params RunFile[] results)
    {
        runs[run] = runs[run] with { State = "ended", EndedAt = at, ExitCode = code, Ending = ending, Statement = ending is null ? null : $"said: {ending}", Results = results };
        await Call();
        await Call();
    }

    /// <summary>It has lost its memory.</summary>
    public void Forget() => runs.Clear();
}
