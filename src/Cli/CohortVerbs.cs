using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco cohorts</c>: who lends to whom, who waits, and until when.</summary>
internal static class CohortVerbs
{
    private static readonly Argument<string> Name = new("cohort") { Description = "Its name. 共享组名称。" };

    private static readonly Option<FileInfo?> RatesFile = new("--set") { Description = "Sets them: CSV job_type,scale_factor,MODEL_steps_per_s,...; 0 where the job can't run. 设置折算率：CSV 文件。" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "The beginning, e.g. 2026-12-01; a day before the end without it. 起始。" };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "The end; now without it. 截止。" };
    private static readonly Option<int?> Bins = new("--bins") { Description = "Equal stretches of time, 1 to 500; 48 without it. 时间段数。" };

    public static Command Build()
    {
        var verb = Verb.Of("cohorts", "Pools that lend idle devices to each other. 相互借用闲置设备的算力池。", List);
        verb.Add(Verb.Of("list", "All of them. 列出。", List));
        verb.Add(Verb.Of("show", "One cohort: what is lent, who waits, why, and until when. 查看共享组：借出情况、等待原因与预计开始时间。", Show, Name));
        verb.Add(Verb.Of("history", "How full it was over time: own, lent, idle, fragmented, waited for. 共享组的历史：自用、借出、闲置、碎片与等待。", History, Name, From, To, Bins));
        verb.Add(Verb.Of("rates", "Measured rates at which unlike devices are exchanged; an operator sets them. 异种设备的折算率；由运营方设置。", Rates, RatesFile));
        return verb;
    }

    private static async Task Rates(VerbRun run)
    {
        var file = run.Get(RatesFile);
        if (file is { Exists: false })
        {
            throw new UsageException($"--set: there is no file \"{file.FullName}\". --set：没有文件“{file.FullName}”。");
        }

        var rates = file is null ? await run.Node.ExchangeRates(run.Stop) : await run.Node.SetExchangeRates(await File.ReadAllTextAsync(file.FullName, run.Stop), run.Stop);
        run.Show(rates, ("set", $"{rates.At:u}"), ("models", string.Join(", ", rates.Models)));
        if (!run.Json)
        {
            await run.List(rates.Kinds, ["Workload", "Measured with devices"], k => [k.Kind, string.Join(", ", k.Devices)]);
        }
    }

    private static async Task List(VerbRun run) => await run.List(
        await run.Node.Cohorts(run.Stop),
        ["Name", "Pools", "Devices", "Own", "Lent", "Idle", "Waiting"],
        c =>
        {
            var (devices, own, lent) = (c.Pools.Sum(p => p.Devices), c.Pools.Sum(p => p.Own), c.Pools.Sum(p => p.Lent));
            return [c.Name, $"{c.Pools.Count}", $"{devices}", $"{own}", $"{lent}", $"{c.Pools.Sum(Idle)}", $"{c.Queue.Count}"];
        },
        "No cohorts: an owner makes one by keyeco pools change --cohort. 没有共享组，所有者以 keyeco pools change --cohort 建立。");

    /// <summary>Devices of an open pool that nobody holds. What a closed or silent pool still holds is none of the others' devices.</summary>
    private static int Idle(CohortPoolView pool) => Math.Max(0, pool.Devices - pool.Own - pool.Lent);

    private static async Task Show(VerbRun run)
    {
        var cohort = await run.Node.Cohort(run.Get(Name), run.Stop);
        if (run.Json)
        {
            run.Show(cohort);
            return;
        }

        var names = new MemberNames(run);
        var titles = cohort.Pools.ToDictionary(p => p.Id, p => p.Title);
        await run.List(
            cohort.Pools.ToAsyncEnumerable(),
            ["Pool Id", "Title", "Owner", "Model", "Place", "Devices", "Own", "Lent", "Utilised %", "Borrowed", "Waiting", "Weight"],
            async p => [p.Id.ToString(), p.Title, await names.Of(p.Member), p.Model, p.Place, Devices(p), $"{p.Own}", $"{p.Lent}", $"{p.UtilisationPct}", $"{p.Borrowed}", $"{p.Waiting}", $"{p.Weight}"]);
        await run.List(
            [.. cohort.Runs, .. cohort.Queue],
            ["Job Id", "Queue", "Runs on", "Devices", "Waits", "Queued", "Expected"],
            j => [j.Id?.ToString() ?? "(other's 他方)", titles.GetValueOrDefault(j.Queue), j.RunsOn is { } at ? titles.GetValueOrDefault(at) : null, j.Milli < 1000 ? (j.Milli / 1000.0).ToString("0.###") : $"{j.Devices}", j.Leaving is { } why ? $"gives devices back 归还: {LeaveWords.Of(why).En} {LeaveWords.Of(why).Zh}" : j.Wait is not null || j.StartedAt is null ? WaitWords.Both(j.Wait, j.Elsewhere) + JobVerbs.Since(j.ClusterWait, j.AwaySince) : null, $"{j.QueuedAt:u}", JobVerbs.Expected(j.ExpectedAt, waits: j.StartedAt is null)],
            "No jobs run or wait. 没有运行或等待的作业。");
    }

    /// <summary>How many take jobs, or why none does.</summary>
    private static string Devices(CohortPoolView p) => p switch
    {
        { Offered: false } => "closed 未开放",
        { Healthy: false } => "not healthy 故障",
        { Attached: false } => "silent 未连接",
        { Quiet: true } => "quiet hours 自用时段",
        _ => $"{p.Devices}",
    };

    private static async Task History(VerbRun run)
    {
        var history = await run.Node.CohortHistory(run.Get(Name), run.Get(From), run.Get(To), run.Get(Bins), run.Stop);
        if (run.Json)
        {
            run.Show(history);
            return;
        }

        await run.List(
            history.Bins,
            ["From", "Devices", "Own", "Lent", "Waited for", "Idle %", "Fragmented %", "Utilised %"],
            b => [$"{b.From:u}", Mean(b.OpenMs, b), Mean(b.OwnMs, b), Mean(b.LentMs, b), Mean(b.WaitedMs, b), b.IdlePct?.ToString("0.0"), b.FragmentedPct?.ToString("0.0"), b.UtilisationPct?.ToString("0.0")]);
        run.Out.WriteLine("Devices are means over each stretch; idle is of what was open, fragmented of what was idle, utilised of what was measured. 设备数为各时段平均值；闲置率按开放、碎片率按闲置、利用率按实测计。");
        run.Out.WriteLine($"{CountWords.Of(history.Compared, "job")} compared with their owners alone, {history.Later} later. 与各自独用相比的作业 {history.Compared} 个，其中更晚结束 {history.Later} 个。");
    }

    private static string Mean(long deviceMs, Contracts.Compute.CohortHistoryBin bin) => (deviceMs / (bin.To - bin.From).TotalMilliseconds).ToString("0.0");
}
