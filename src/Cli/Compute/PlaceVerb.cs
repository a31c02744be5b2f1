using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Compute.Core.Placement;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute place</c>: how full a policy fills a cluster, by the protocol of the published experiment.</summary>
internal static class PlaceVerb
{
    private const int FirstSeed = 42;
    private const int SeedsMax = 1000;
    private const int ToMax = 500;
    private static readonly Dictionary<string, PlacementPolicy> Policies = new(StringComparer.Ordinal) { ["default"] = PlacementPolicy.Default, ["fgd"] = PlacementPolicy.Fgd, ["bestfit"] = PlacementPolicy.BestFit, ["random"] = PlacementPolicy.Random };
    private static readonly int[] Marks = [50, 80, 90, 95, 100, 110, 120, 130];

    private static readonly Option<FileInfo> Nodes = new("--nodes") { Description = "CSV sn,cpu_milli,memory_mib,gpu,model[,device_memory_mib], plain or gzipped. 节点 CSV，可为 gzip。", Required = true };
    private static readonly Option<FileInfo> Tasks = new("--tasks") { Description = "CSV cpu_milli,memory_mib,num_gpu,gpu_milli[,gpu_spec,device_memory_mib], plain or gzipped. 任务 CSV，可为 gzip。", Required = true };
    private static readonly Option<string> Seeds = new("--seeds") { Description = "42-51, or 42,45,48, or how many from 42 on. 随机种子：42-51、42,45,48，或从 42 起的个数。", DefaultValueFactory = _ => "42-51" };
    private static readonly Option<int> To = new("--to") { Description = "Tasks come until they ask for this percent of all devices. 任务陆续到达，直至所需达到全部设备的此百分比。", DefaultValueFactory = _ => 130 };
    private static readonly Option<decimal?> Defrag = Verb.RealOption("--defrag-moves-pct", "Then plan to move at most this percent of the tasks and place waiting ones. 之后规划整理：至多移动此百分比的任务，以放置等待的任务。");

    /// <summary>The policy, for placing and for the benchmark.</summary>
    public static Option<string> Policy { get; } = new("--policy") { Description = "default, fgd, bestfit or random. 放置策略。", DefaultValueFactory = _ => "default" };

    public static Command Build()
    {
        var verb = Verb.Group("place", "Places tasks on nodes until the cluster is full, for several seeds. 试算任务放置。", Nodes, Tasks, Policy, Seeds, To, Defrag, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    /// <summary>The policy asked for.</summary>
    public static PlacementPolicy PolicyOf(VerbRun run) => ReplayVerb.Named(Policies, "--policy", run.Get(Policy)!);

    private static async Task<int> Run(VerbRun run)
    {
        var policy = PolicyOf(run);
        var seeds = SeedsOf(run.Get(Seeds)!);
        var to = run.Get(To) is >= 1 and <= ToMax and var percent ? percent : throw new UsageException($"--to must be 1 to {ToMax}. --to：须为 1 至 {ToMax}。");
        var movesPercent = run.Get(Defrag) is null or (>= 0 and <= 100) ? run.Get(Defrag) : throw new UsageException("--defrag-moves-pct must be 0 to 100. --defrag-moves-pct：须为 0 至 100。");
        var inventory = new NodeInventory(PlacementFiles.Nodes("--nodes", run.Get(Nodes)!.ToString()));
        var tasks = PlacementFiles.Tasks("--tasks", run.Get(Tasks)!.ToString(), inventory, run.Notes);
        if (inventory.DeviceMilli == 0)
        {
            throw new UsageException("--nodes: no node has a device; shares of devices are what is measured. --nodes：没有任何节点有设备，而所测的是设备的分配。");
        }

        var mix = TaskMix.Of(tasks);

        // Where it ends is told too: what ends before the first mark would tell nothing.
        int[] marks = [.. Marks.Where(m => m < to), to];
        var trials = new List<TrialFigures>();
        var defrags = new List<DefragmentationPlan>();
        var (decisions, spent) = (0L, TimeSpan.Zero);
        foreach (var seed in seeds)
        {
            run.Stop.ThrowIfCancellationRequested();
            var arrivals = Arrivals.Order(tasks, inventory.DeviceMilli, to, seed);
            var placer = new Placer(new ClusterState(inventory), policy, mix, seed);
            var started = run.Shell.Clock.GetTimestamp();
            trials.Add(PlacementTrial.Run(placer, mix, tasks, arrivals, marks, run.Stop));
            spent += run.Shell.Clock.GetElapsedTime(started);
            decisions += arrivals.Count;
            if (movesPercent is { } most)
            {
                defrags.Add(PlanMoves(placer.State, mix, tasks, arrivals, trials[^1].Places, most));
            }

            await run.Notes.WriteLineAsync($"seed {seed}: {CountWords.Of(arrivals.Count, "task")}, {placer.State.AllocatedPercent:0.00} % allocated · 种子 {seed}：{arrivals.Count} 个任务，已分配 {placer.State.AllocatedPercent:0.00} %");
        }

        Show(run, new Report(run.Get(Policy)!, seeds, Means(trials, marks, t => t.AllocatedPercent), Means(trials, marks, t => t.FragmentationPercent), Math.Round(decisions / spent.TotalSeconds), DefragOf(defrags)));
        return ExitCode.Done;
    }

    private static DefragmentationPlan PlanMoves(ClusterState state, TaskMix mix, IReadOnlyList<TaskSpec> tasks, IReadOnlyList<int> arrivals, IReadOnlyList<TaskPlace?> places, decimal movesPercent)
    {
        var arrived = arrivals.Zip(places, (task, place) => (Task: tasks[task], Place: place)).ToList();
        var running = arrived.Where(a => a.Place is not null).Select(a => new RunningTask(a.Task, a.Place!.Value)).ToList();
        var waiting = arrived.Where(a => a.Place is null).Select(a => a.Task).ToList();
        return Defragmentation.Plan(state, running, waiting, mix, (int)(running.Count * movesPercent / 100));
    }

    private static int[] SeedsOf(string text)
    {
        var parts = text.Split('-');
        int[] seeds = parts.Length == 2 && Whole(parts[0], out var first) && Whole(parts[1], out var last) && last >= first && last - first < SeedsMax ? [.. Enumerable.Range(first, last - first + 1)]
            : text.Contains(',', StringComparison.Ordinal) && text.Split(',') is var list && list.Length <= SeedsMax && Array.TrueForAll(list, s => Whole(s, out _)) ? [.. list.Select(s => int.Parse(s, CultureInfo.InvariantCulture))]
            : Whole(text, out var count) && count is >= 1 and <= SeedsMax ? [.. Enumerable.Range(FirstSeed, count)]
            : [];
        if (seeds.GroupBy(s => s).FirstOrDefault(s => s.Skip(1).Any()) is { Key: var twice })
        {
            throw new UsageException($"--seeds: {twice} stands more than once in \"{text}\"; a seed counts once. Leave it out, or choose another. --seeds：“{text}”中 {twice} 重复，每个种子只计一次，请去掉或改选。");
        }

        return seeds.Length > 0 ? seeds : throw new UsageException($"--seeds: \"{text}\" is no range as 42-51, no list as 42,45 and no number from 1 to {SeedsMax}. --seeds：“{text}”既不是范围（如 42-51），也不是列表（如 42,45），也不是 1 至 {SeedsMax} 的个数。");

        static bool Whole(string part, out int number) => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    private static Dictionary<string, Spread> Means(List<TrialFigures> trials, int[] marks, Func<TrialFigures, IReadOnlyDictionary<int, double>> figures) =>
        marks.ToDictionary(m => m.ToString(CultureInfo.InvariantCulture), m => Spread.Of([.. trials.Select(t => figures(t)[m])]));

    private static DefragReport? DefragOf(List<DefragmentationPlan> plans) => plans.Count == 0 ? null
        : new DefragReport(plans.Max(p => p.Moves.Count), Math.Round(plans.Average(p => p.AllocatedPercentBefore), 3), Math.Round(plans.Average(p => p.AllocatedPercentAfter), 3));

    private static void Show(VerbRun run, Report report)
    {
        if (run.Json)
        {
            run.Out.WriteLine(JsonSerializer.Serialize(report, ReplayVerb.Snake));
            return;
        }

        foreach (var (mark, allocated) in report.AllocPct)
        {
            run.Out.WriteLine($"arrived 到达 {mark,3} %   allocated 已分配 {allocated.Mean,6:0.00} ± {allocated.Sd:0.00} %   fragmented 碎片 {report.FragPct[mark].Mean,5:0.00} ± {report.FragPct[mark].Sd:0.00} %");
        }

        if (report.Defrag is { } defrag)
        {
            run.Out.WriteLine($"at most {CountWords.Of(defrag.Moves, "move")} · 至多移动 {defrag.Moves} 次   allocated 已分配 {defrag.AllocPctBefore:0.00} -> {defrag.AllocPctAfter:0.00} %");
        }

        run.Out.WriteLine($"{report.Policy}, {CountWords.Of(report.Seeds.Count, "seed")}, {report.DecisionsPerS:#,0} decisions/s · {report.Seeds.Count} 个种子，每秒 {report.DecisionsPerS:#,0} 次决策");
    }

    private sealed record Report(string Policy, IReadOnlyList<int> Seeds, Dictionary<string, Spread> AllocPct, Dictionary<string, Spread> FragPct, double DecisionsPerS, DefragReport? Defrag);

    private sealed record DefragReport(int Moves, double AllocPctBefore, double AllocPctAfter);

    private sealed record Spread(double Mean, double Sd)
    {
        public static Spread Of(List<double> values)
        {
            var mean = values.Average();
            return new Spread(Math.Round(mean, 3), values.Count < 2 ? 0 : Math.Round(Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)), 3));
        }
    }
}
