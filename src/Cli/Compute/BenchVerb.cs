using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Compute.Core.Placement;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute bench</c>: how fast places are chosen on a cluster of a size, on one thread.</summary>
internal static class BenchVerb
{
    private const int Seed = 42;
    private const int ToPercent = 130;
    private const int WarmNodes = 1_000;

    private static readonly Option<int> Nodes = new("--nodes") { Description = "Number of nodes. 节点数。", DefaultValueFactory = _ => 10_000 };
    private static readonly Option<FileInfo?> Inventory = new("--inventory") { Description = "Nodes of this file, repeated, instead of made-up ones. 节点文件，循环使用，代替虚构节点。" };
    private static readonly Option<FileInfo?> Tasks = new("--tasks") { Description = "Tasks of this file, repeated, instead of made-up ones; needs --inventory. 任务文件，循环使用，代替虚构任务；须与 --inventory 同用。" };

    public static Command Build()
    {
        var verb = Verb.Group("bench", "Measures how many places are chosen a second. 测量放置速度。", Nodes, Inventory, Tasks, PlaceVerb.Policy, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var policy = PlaceVerb.PolicyOf(run);
        var count = run.Get(Nodes) is >= 1 and <= NodeInventory.NodesMax and var asked ? asked : throw new UsageException($"--nodes must be 1 to {NodeInventory.NodesMax}. --nodes：须为 1 至 {NodeInventory.NodesMax}。");
        var (inventory, tasks) = (run.Get(Inventory)?.ToString(), run.Get(Tasks)?.ToString()) switch
        {
            ({ } nodes, { } list) when new NodeInventory(Repeated(PlacementFiles.Nodes("--inventory", nodes), count)) is var read => (read, PlacementFiles.Tasks("--tasks", list, read, run.Notes)),
            (null, null) when new NodeInventory(SyntheticCluster.Nodes(count, Seed)) is var made => (made, SyntheticCluster.Tasks(made, Seed)),
            _ => throw new UsageException("--inventory and --tasks go together: give both or none. --inventory 与 --tasks：须同时给出，或都不给。"),
        };
        if (inventory.DeviceMilli == 0 || tasks.All(t => t.Milli == 0))
        {
            throw new UsageException("--inventory: without devices and tasks for them nothing fills up. --inventory：没有设备或没有需要设备的任务，集群不会填满。");
        }

        var arrivals = Arrivals.Order(tasks, inventory.DeviceMilli, ToPercent, Seed);
        var mix = TaskMix.Of(tasks);
        await run.Notes.WriteLineAsync($"{CountWords.Of(inventory.Count, "node")}, {CountWords.Of(inventory.DeviceMilli / TaskSpec.WholeDevice, "device")}, {CountWords.Of(arrivals.Count, "task")} · {inventory.Count} 个节点，{inventory.DeviceMilli / TaskSpec.WholeDevice} 台设备，{arrivals.Count} 个任务");

        Warm(policy);
        var placer = new Placer(new ClusterState(inventory), policy, mix, Seed);
        var clock = run.Shell.Clock;
        var spent = new long[arrivals.Count];
        var started = clock.GetTimestamp();
        var before = started;
        for (var n = 0; n < arrivals.Count; n++)
        {
            run.Stop.ThrowIfCancellationRequested();
            placer.Place(tasks[arrivals[n]]);
            var now = clock.GetTimestamp();
            spent[n] = now - before;
            before = now;
        }

        var all = clock.GetElapsedTime(started, before);
        Array.Sort(spent);
        var report = new Report(
            Math.Round(arrivals.Count / all.TotalSeconds),
            Math.Round(clock.GetElapsedTime(0, spent[(int)(0.99 * spent.Length)]).TotalMilliseconds, 4),
            Math.Round(placer.State.AllocatedPercent, 3));
        await run.Out.WriteLineAsync(run.Json
            ? JsonSerializer.Serialize(report, ReplayVerb.Snake)
            : $"{report.DecisionsPerS:#,0} decisions/s, p99 {report.P99Ms:0.###} ms, {report.AllocPct:0.00} % allocated · 每秒 {report.DecisionsPerS:#,0} 次决策，p99 {report.P99Ms:0.###} 毫秒，已分配 {report.AllocPct:0.00} %");
        return ExitCode.Done;
    }

    /// <summary>Fills a small cluster first: what is measured is the pace of a node that runs, not the compiler's.</summary>
    private static void Warm(PlacementPolicy policy)
    {
        var inventory = new NodeInventory(SyntheticCluster.Nodes(WarmNodes, Seed));
        var tasks = SyntheticCluster.Tasks(inventory, Seed);
        var placer = new Placer(new ClusterState(inventory), policy, TaskMix.Of(tasks), Seed);
        foreach (var task in Arrivals.Order(tasks, inventory.DeviceMilli, ToPercent, Seed))
        {
            placer.Place(tasks[task]);
        }
    }

    private static IEnumerable<NodeSpec> Repeated(IReadOnlyList<NodeSpec> nodes, int count) =>
        Enumerable.Range(0, count).Select(n => nodes[n % nodes.Count] is var node && n < nodes.Count ? node : node with { Name = $"{node.Name}+{n / nodes.Count}" });

    private sealed record Report(double DecisionsPerS, double P99Ms, double AllocPct);
}
