using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Reports;
using KeyEcosystem.Observatory.Work.Reports;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory report</c>: the strategy report as files, without a node.</summary>
internal static class ReportVerb
{
    private const int YearMin = 2000;

    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder for strategy-report.LANG.FORMAT; made where it is missing. 输出文件夹，不存在则创建。", Required = true };
    private static readonly Option<string> Formats = new("--formats") { Description = "html, pdf and docx, with commas between; pdf needs Chromium. 输出格式，以逗号分隔；pdf 需要 Chromium。", DefaultValueFactory = _ => "html,pdf,docx" };
    private static readonly Option<string> Languages = new("--lang") { Description = "zh and en, with a comma between. 语言，以逗号分隔。", DefaultValueFactory = _ => "zh,en" };
    private static readonly Option<string?> AsOf = new("--as-of") { Description = "Instant of all figures, such as 2026-01-31T00:00:00Z; otherwise now. 数据时点，缺省为当前时刻。" };
    private static readonly Option<string?> Since = new("--since") { Description = "Tells what changed since this instant, and why; needs --records. 列出自该时点以来的变化与原因，须与 --records 同用。" };
    private static readonly Option<FileInfo?> Records = new("--records") { Description = "Facts as lines of JSON (topic, at, body); without it claims and targets are told, and nothing is measured. 事实文件（逐行 JSON：topic、at、body）；缺省时只列主张与目标。" };
    private static readonly Option<Uri?> Lineage = Verb.AddressOption("--lineage", "Address of the node on which numbers show their lineage; otherwise they lead to the data annex. 数字链接所指节点的地址；缺省时指向数据附录。");

    public static Command Build()
    {
        var verb = Verb.Group("report", "Writes the strategy report: decisions, status, forecasts, method and data, each number with its id. 生成战略报告：决策、状态、预测、方法与数据，每个数字带编号。", Out, Formats, Languages, AsOf, Since, Records, Lineage, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var began = run.Shell.Clock.GetTimestamp();
        var formats = Chosen<ReportFormat>("--formats", run.Get(Formats)!);
        var languages = Chosen<ReportLanguage>("--lang", run.Get(Languages)!);
        var now = run.Shell.Clock.GetUtcNow();
        var asOf = run.Get(AsOf) is { } at ? Instant("--as-of", at, now) : now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var since = Earlier(run, asOf);
        var browser = formats.Contains(ReportFormat.Pdf) ? PdfPrinter.Find() ?? throw new UsageException(PdfPrinter.NoBrowser.Detail) : null;
        var records = await Read(run);
        var folder = Folder(run.Get(Out)!);
        await run.Notes.WriteLineAsync($"Reckoning the figures as of {asOf:yyyy-MM-dd'T'HH:mm:ss'Z'}. 正在计算该时点的数据。");
        var input = StrategyReports.Input(records, asOf, since, run.Get(Lineage)?.AbsoluteUri);
        List<ReportDocument> documents = [.. languages.Select(l => StrategyReport.Of(input, l))];
        var files = await ReportFiles.Write(run, folder, documents, formats, browser);
        return await Say(run, new ReportSummary(
            $"{asOf:yyyy-MM-dd'T'HH:mm:ss'Z'}",
            since is { } earlier ? $"{earlier:yyyy-MM-dd'T'HH:mm:ss'Z'}" : null,
            documents[0].Hash,
            input.Indicators.Count,
            input.Indicators.Count(i => i.Reading.Value is not null),
            input.Facts,
            input.Unreadable,
            files,
            Math.Round(run.Shell.Clock.GetElapsedTime(began).TotalSeconds, 1)));
    }

    private static async Task<int> Say(VerbRun run, ReportSummary summary)
    {
        if (run.Json)
        {
            await run.Out.WriteLineAsync(JsonSerializer.Serialize(summary, ReplayVerb.Snake));
            return ExitCode.Done;
        }

        run.Show(
            summary,
            [
                ("asOf", summary.AsOf),
                ("indicators", $"{summary.Indicators}, {summary.Measured} measured 其中 {summary.Measured} 项有测量值"),
                ("fingerprint", summary.Fingerprint),
                .. summary.Files.Select(f => ("file", (string?)f.File)),
            ]);
        return ExitCode.Done;
    }

    private static DateTimeOffset? Earlier(VerbRun run, DateTimeOffset asOf)
    {
        if (run.Get(Since) is not { } text)
        {
            return null;
        }

        if (run.Get(Records) is null)
        {
            throw new UsageException("--since: without --records nothing is measured, and nothing can have changed; name a file of facts. --since：没有 --records 便无测量值可比，请给出事实文件。");
        }

        var since = Instant("--since", text, asOf);
        return since < asOf ? since : throw new UsageException("--since: it must be earlier than --as-of. --since：须早于 --as-of。");
    }

    private static async Task<ReportRecords?> Read(VerbRun run)
    {
        if (run.Get(Records) is not { } file)
        {
            return null;
        }

        if (!file.Exists)
        {
            throw new UsageException($"--records: there is no file \"{file}\". --records：文件“{file}”不存在。");
        }

        var read = RecordFile.Read(File.ReadLines(file.FullName));
        if (!read.IsOk)
        {
            throw new UsageException($"--records: \"{file}\": {read.Refusal.Detail} --records：“{file}”不是逐行 JSON 事实：{read.Refusal.Detail}");
        }

        await run.Notes.WriteLineAsync($"Read {read.Value.Facts.Count} facts; {read.Value.Other} lines of other topics, {read.Value.Unreadable} unreadable. 已读事实 {read.Value.Facts.Count} 条，其他主题 {read.Value.Other} 条，无法读取 {read.Value.Unreadable} 条。");
        return read.Value;
    }

    private static string Folder(DirectoryInfo folder)
    {
        if (File.Exists(folder.FullName))
        {
            throw new UsageException($"--out: \"{folder}\" is a file; name a folder. --out：“{folder}”是文件，请给出文件夹。");
        }

        return Directory.CreateDirectory(folder.FullName).FullName;
    }

    private static DateTimeOffset Instant(string option, string text, DateTimeOffset last) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at <= last && at.Year >= YearMin
            ? at
            : throw new UsageException($"{option}: \"{text}\" must be an instant from {YearMin} to {last:yyyy-MM-dd'T'HH:mm:ss'Z'}, such as 2026-01-31T00:00:00Z. {option}：“{text}”无效，须为 {YearMin} 年至 {last:yyyy-MM-dd'T'HH:mm:ss'Z'} 之间的时点，如 2026-01-31T00:00:00Z。");

    private static List<T> Chosen<T>(string option, string text)
        where T : struct, Enum
    {
        var chosen = new List<T>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Length == 0 || !char.IsAsciiLetter(part[0]) || !Enum.TryParse<T>(part, ignoreCase: true, out var one) || chosen.Contains(one))
            {
                var known = string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()));
                throw new UsageException($"{option}: \"{text}\" must be one or more of {known}, each once, with commas between. {option}：“{text}”无效，须为 {known} 中的一个或多个，不得重复，以逗号分隔。");
            }

            chosen.Add(one);
        }

        return chosen;
    }
}
