using System.Security.Cryptography;
using KeyEcosystem.Observatory.Core.Reports;
using KeyEcosystem.Observatory.Work.Reports;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>The files of a report in their folder: all of them, each whole, or none that is new.</summary>
internal static class ReportFiles
{
    /// <summary>One note at a time.</summary>
    private static readonly Lock Noting = new();

    /// <summary>Made at once: a browser takes a core.</summary>
    private const int AtOnce = 2;

    /// <summary>Makes and places them.</summary>
    /// <param name="run">The verb.</param>
    /// <param name="folder">Where they go; made where it is missing.</param>
    /// <param name="documents">The report in each language.</param>
    /// <param name="formats">The formats.</param>
    /// <param name="browser">Chromium; null where no PDF is asked for.</param>
    public static async Task<IReadOnlyList<ReportFile>> Write(VerbRun run, string folder, IReadOnlyList<ReportDocument> documents, IReadOnlyList<ReportFormat> formats, string? browser)
    {
        using var turns = new SemaphoreSlim(AtOnce);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(run.Stop);
        async Task<(ReportFile File, string Part)> Make(ReportDocument document, ReportFormat format)
        {
            await turns.WaitAsync(end.Token);
            try
            {
                return await One(run, folder, document, format, browser, end.Token);
            }
            catch
            {
                await end.CancelAsync();
                throw;
            }
            finally
            {
                turns.Release();
            }
        }

        // The slowest first.
        var work = documents.SelectMany(_ => formats, (d, f) => (Document: d, Format: f)).OrderByDescending(w => w.Format == ReportFormat.Pdf).Select(w => Make(w.Document, w.Format)).ToList();
        try
        {
            var made = await Task.WhenAll(work);
            foreach (var (file, part) in made)
            {
                File.Move(part, file.File, overwrite: true);
            }

            return [.. made.Select(m => m.File).OrderBy(f => f.File, StringComparer.Ordinal)];
        }
        finally
        {
            foreach (var left in work.Where(w => w.IsCompletedSuccessfully))
            {
                File.Delete((await left).Part);
            }
        }
    }

    private static async Task<(ReportFile File, string Part)> One(VerbRun run, string folder, ReportDocument document, ReportFormat format, string? browser, CancellationToken stop)
    {
        var (lang, kind) = (Name(document.Language), Name(format));
        var path = Path.Combine(folder, $"strategy-report.{lang}.{kind}");
        if (Directory.Exists(path))
        {
            throw new UsageException($"--out: \"{path}\" is a folder, where a file of the report belongs. --out：“{path}”是文件夹，报告文件无处可写。");
        }

        var bytes = await Task.Run(() => StrategyReports.Bytes(document, format, browser, stop), stop);
        if (!bytes.IsOk)
        {
            throw new UsageException(bytes.Refusal.Detail);
        }

        var part = Path.Combine(folder, $".keyeco-{Path.GetRandomFileName()}");
        try
        {
            await File.WriteAllBytesAsync(part, bytes.Value, stop);
        }
        catch
        {
            File.Delete(part);
            throw;
        }

        lock (Noting)
        {
            run.Notes.WriteLine($"Made {Path.GetFileName(path)}: {bytes.Value.Length / 1024} KB 已生成");
        }

        return (new ReportFile(path, kind, lang, bytes.Value.Length, Convert.ToHexStringLower(SHA256.HashData(bytes.Value))), part);
    }

    private static string Name(ReportLanguage language) => language == ReportLanguage.Zh ? "zh" : "en";

    private static string Name(ReportFormat format) => format switch { ReportFormat.Html => "html", ReportFormat.Pdf => "pdf", _ => "docx" };
}
