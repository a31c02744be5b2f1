using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using System.Text.Json;
using KeyEcosystem.Cli.Agent;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Local;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>A node with a pool whose agent runs processes of this machine.</summary>
[SupportedOSPlatform("linux")]
internal sealed class AttachedNode : IAsyncDisposable
{
    private readonly LocalProcesses backend;
    private readonly NodeHttp http;
    private readonly AttachedCluster cluster;
    private readonly string state;
    private CancellationTokenSource stop = new();
    private Task serving;

    private AttachedNode(CliNode node, string owner, string pool, string agentKey, Func<IClusterBackend, IClusterBackend>? seenAs)
    {
        Node = node;
        Owner = owner;
        Pool = pool;
        state = Path.Combine(node.Folder, "agent");
        Runs = Path.Combine(state, "runs");
        http = new NodeHttp(new HttpClient(Line)
        {
            BaseAddress = node.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", agentKey) },
            Timeout = Timeout.InfiniteTimeSpan,
        });
        backend = new LocalProcesses(new LocalOptions(Path.Combine(state, "cluster"), "here", ["device", "device", "device", "device"], 16, 8000), TimeProvider.System);
        cluster = new AttachedCluster(seenAs?.Invoke(backend) ?? backend, (order, folder) => ClusterOptions.Submission(order, folder, "device", null, null), 0);
        serving = Serve();
    }

    public CliNode Node { get; }

    /// <summary>Key of the pool's owner.</summary>
    public string Owner { get; }

    public string Pool { get; }

    public Line Line { get; } = new();

    /// <summary>What the agent said.</summary>
    public ConcurrentQueue<string> Words { get; } = [];

    /// <summary>Folder of the runs' folders.</summary>
    public string Runs { get; }

    public static async Task<AttachedNode> Start(Func<IClusterBackend, IClusterBackend>? seenAs = null)
    {
        var node = await CliNode.Start();
        var (_, owner) = await node.Admit("云", "cloud-provider");
        var asset = (await node.As(owner, "assets", "publish", "--kind", "compute-pool", "--title", "cluster", "--policy", "compute", "--price", "0", "--place", "CN", "--json")).Text("id");
        var pool = (await node.As(owner, "pools", "register", "--asset", asset, "--backend", "agent", "--devices", "4", "--model", "cores", "--json")).Text("id");
        var key = (await node.As(owner, "keys", "make", "--name", "cluster", "--role", "agent", "--json")).Text("key");
        var attached = new AttachedNode(node, owner, pool, key, seenAs);
        await attached.Until(() => !attached.Words.IsEmpty);
        return attached;
    }

    /// <summary>Submits a script of the owner; its id.</summary>
    public async Task<string> Submit(string script, params string[] more)
    {
        var file = Path.Combine(Node.Folder, $"{Guid.NewGuid():n}.sh");
        await File.WriteAllTextAsync(file, script);
        return (await Node.As(Owner, ["jobs", "submit", "--pool", Pool, "--script", file, "--purpose", "research", "--seconds", "60", "--json", .. more])).Text("id");
    }

    /// <summary>The job when it has ended.</summary>
    public async Task<JsonElement> Ended(string job)
    {
        JsonElement shown = default;
        await Until(async () =>
        {
            shown = (await Node.As(Owner, "jobs", "show", job, "--json")).Json;
            return shown.GetProperty("state").GetString() is not ("queued" or "admitted" or "running");
        });
        return shown;
    }

    /// <summary>Ends the agent and starts it anew; what runs at the cluster runs on.</summary>
    public Task Restart(Action between) => Restart(() =>
    {
        between();
        return Task.CompletedTask;
    });

    /// <summary>Ends the agent and starts it anew; what runs at the cluster runs on.</summary>
    public async Task Restart(Func<Task> between)
    {
        await End();
        await between();
        stop = new CancellationTokenSource();
        serving = Serve();
    }

    public Task Until(Func<bool> ready) => Until(() => Task.FromResult(ready()));

    public async Task Until(Func<Task<bool>> ready)
    {
        for (var i = 0; !await ready(); i++)
        {
            if (serving is { IsFaulted: true })
            {
                await serving;
            }

            Xunit.Assert.True(i < 300, "It did not come: " + string.Join('\n', Words));
            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        backend.Dispose();
        Line.Dispose();
        await Node.DisposeAsync();
    }

    private Task Serve()
    {
        var agent = new ClusterAgent(http, PoolId.TryParse(Pool, null, out var id) ? id : throw new InvalidOperationException(Pool), cluster, new RunFolder(state), [], TimeProvider.System, Words.Enqueue);
        return Task.Run(() => agent.Serve(stop.Token));
    }

    private async Task End()
    {
        await stop.CancelAsync();
        await Task.WhenAny(serving);
        stop.Dispose();
    }
}
