using System.CommandLine;
using KeyEcosystem.Client;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco cohorts</c>: who lends to whom, who waits, and until when.</summary>
internal static class CohortVerbs
{
    private static readonly Argument<string> Name = new("cohort") { Description = "Its name. 共享组名称。" };

    public static Command Build()
    {
        var verb = Verb.Of("cohorts", "Pools that lend idle devices to each other. 相互借用闲置设备的算力池。", List);
        verb.Add(Verb.Of("list", "All of them. 列出。", List));
        verb.Add(Verb.Of("show", "One cohort: what is lent, who waits, why, and until when. 查看共享组：借出情况、等待原因与预计开始时间。", Show, Name));
        return verb;
    }

    private static async Task List(VerbRun run) => await run.List(
        await run.Node.Cohorts(run.Stop),
        ["Name", "Pools", "Devices", "Own", "Lent", "Idle", "Waiting"],
        c =>
        {
            var (devices, own, lent) = (c.Pools.Sum(p => p.Devices), c.Pools.Sum(p => p.Own), c.Pools.Sum(p => p.Lent));
            return [c.Name, $"{c.Pools.Count}", $"{devices}", $"{own}", $"{lent}", $"{Math.Max(0, devices - own - lent)}", $"{c.Queue.Count}"];
        });

    private static async Task Show(VerbRun run)
    {
        var cohort = await run.Node.Cohort(run.Get(Name), run.Stop);
        if (run.Json)
        {
            run.Show(cohort);
            return;
        }

        var titles = cohort.Pools.ToDictionary(p => p.Id, p => p.Title);
        await run.List(
            cohort.Pools,
            ["Pool Id", "Title", "Model", "Place", "Devices", "Own", "Lent", "Borrowed", "Waiting"],
            p => [p.Id.ToString(), p.Title, p.Model, p.Place, p.Attached ? $"{p.Devices}" : "silent 未连接", $"{p.Own}", $"{p.Lent}", $"{p.Borrowed}", $"{p.Waiting}"]);
        await run.List(
            cohort.Runs.Concat(cohort.Queue),
            ["Job Id", "Queue", "Runs on", "Devices", "Waits", "Queued", "Expected"],
            j => [j.Id?.ToString() ?? "(other's 他方)", titles.GetValueOrDefault(j.Queue), j.RunsOn is { } at ? titles.GetValueOrDefault(at) : null, $"{j.Devices}", j.Leaving is { } why ? $"leaves 归还: {why}" : j.Wait, $"{j.QueuedAt:u}", j.ExpectedAt?.ToString("u")]);
    }
}
