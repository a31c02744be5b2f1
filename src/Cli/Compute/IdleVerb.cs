using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Compute.Core.Pooling.Replay;

namespace KeyEcosystem.Cli.Compute;

/// <summary><c>keyeco compute idle</c>: how much stood idle while somebody waited.</summary>
internal static class IdleVerb
{
    private static readonly Option<string> Samples = new("--samples") { Description = "CSV minute,vc,total_gpus,running_gpus,pending_gpus, plain or gzipped. 采样文件。", Required = true };

    public static Command Build()
    {
        var verb = Verb.Group("idle", "How much stood idle while somebody waited. 闲置与等待并存的程度。", Samples, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var file = run.Get(Samples)!;
        var parsed = IdleReport.Parse(file, CsvLines.Read("--samples", file));
        if (!parsed.IsOk)
        {
            throw new UsageException(parsed.Refusal.Detail);
        }

        var report = parsed.Value;
        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(report, ReplayVerb.Snake));
            return ExitCode.Done;
        }

        run.Show(
            report,
            ("samples", $"{report.Samples}"),
            ("idle", $"{report.IdlePct:0.00} %; {report.IdlePooledPct:0.00} % if what waits could use it 若等待者可用，则为后者"),
            ("waiting", $"in {report.MinutesWithWaitingPct:0.0} % of the samples somebody waits 的采样中有等待; in {report.WaitingFullyCoverablePct:0.0} % of those the idle devices cover all of it 的此类采样中闲置设备足以满足全部等待"),
            ("servable", $"{report.ServableSharePct:0.0} % of the waiting device time could run at once 的等待卡时可立即运行"));
        return ExitCode.Done;
    }
}
