using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute idle</c>: how much stood idle while somebody waited.</summary>
internal static class IdleVerb
{
    private static readonly Option<FileInfo> Samples = new("--samples") { Description = "CSV minute,vc,total_gpus,running_gpus,pending_gpus, plain or gzipped. 采样 CSV，可为 gzip。", Required = true };

    public static Command Build()
    {
        var verb = Verb.Group("idle", "How much stood idle while somebody waited. 闲置与等待并存的程度。", Samples, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var file = run.Get(Samples)!.ToString();
        var parsed = IdleReport.Parse(file, CsvLines.Read("--samples", file));
        if (!parsed.IsOk)
        {
            throw new UsageException(parsed.Refusal.Detail);
        }

        var report = parsed.Value;
        if (report.Gap is { } gap)
        {
            await run.Notes.WriteLineAsync($"--samples: line {gap.Line}, column minute: minute {gap.NextMinute} follows minute {gap.AfterMinute}, where samples are {CountWords.Of(gap.StepMinutes, "minute")} apart. In all {CountWords.Of(gap.SamplesMissing, "sample")} missing: the figures say nothing of those minutes. --samples：第 {gap.Line} 行 minute 列：第 {gap.AfterMinute} 分钟之后是第 {gap.NextMinute} 分钟，而采样间隔为 {gap.StepMinutes} 分钟；共缺 {gap.SamplesMissing} 个采样，结果不反映这些时间。");
        }

        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(report, ReplayVerb.Snake));
            return ExitCode.Done;
        }

        if (report.MinutesWithWaitingPct == 0)
        {
            run.Show(report, ("samples", $"{report.Samples}"), ("idle", $"{report.IdlePct:0.00} %"), ("waiting", "nobody waited in any of the samples 所有采样中均无等待"));
            return ExitCode.Done;
        }

        run.Show(
            report,
            ("samples", $"{report.Samples}"),
            ("idle", $"{report.IdlePct:0.00} %; {report.IdlePooledPct:0.00} % if what waits could use it 若等待者可用则为 {report.IdlePooledPct:0.00} %"),
            ("waiting", $"in {report.MinutesWithWaitingPct:0.0} % of the samples somebody waits; in {report.WaitingFullyCoverablePct:0.0} % of those the idle devices cover all of it {report.MinutesWithWaitingPct:0.0} % 的采样中有等待，其中 {report.WaitingFullyCoverablePct:0.0} % 闲置设备足以满足全部等待"),
            ("servable", $"{report.ServableSharePct:0.0} % of the waiting device time could run at once {report.ServableSharePct:0.0} % 的等待卡时可立即运行"));
        return ExitCode.Done;
    }
}
