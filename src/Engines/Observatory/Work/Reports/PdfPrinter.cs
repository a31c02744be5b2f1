using System.ComponentModel;
using System.Diagnostics;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Work.Reports;

/// <summary>Prints a page by the system's Chromium: without network, in a folder of its own, within a time.</summary>
/// <remarks>There is no second writer of PDF: one whose text can be searched would bring another way to set pages, a native library and a font in each file (2.4 MB); HTML and DOCX need no browser.</remarks>
public static class PdfPrinter
{
    /// <summary>No browser was found.</summary>
    public const string Missing = "observatory.report.browser";

    /// <summary>The browser did not print.</summary>
    public const string Failed = "observatory.report.print";

    /// <summary>How long a print may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Places =
    [
        .. Names.Select(n => $"/usr/bin/{n}"),
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe",
        @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>The system's Chromium; null where there is none.</summary>
    public static string? Find() => Places.FirstOrDefault(File.Exists);

    /// <summary>Why there is no PDF without a browser.</summary>
    public static Refusal NoBrowser { get; } = new(
        Missing,
        "There is no Chromium to print the PDF.",
        "未找到打印 PDF 所需的 Chromium：请安装 chromium-headless-shell 或 chromium 及中文字体（如 fonts-wqy-microhei），或改用 html、docx。 No Chromium was found, which prints the PDF: install chromium-headless-shell or chromium and a Chinese font (such as fonts-wqy-microhei), or take html and docx.");

    /// <summary>Prints a page.</summary>
    /// <param name="browser">The program; null where there is none.</param>
    /// <param name="html">The page, whole in itself.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The PDF, or a refusal <see cref="Missing"/> or <see cref="Failed"/>.</returns>
    public static async Task<Result<byte[]>> Print(string? browser, byte[] html, CancellationToken stop)
    {
        if (browser is null)
        {
            return NoBrowser;
        }

        var folder = Directory.CreateTempSubdirectory("keyeco-print-").FullName;
        try
        {
            var (page, pdf) = (Path.Combine(folder, "Report.html"), Path.Combine(folder, "Report.pdf"));
            await File.WriteAllBytesAsync(page, html, stop);
            if (await Run(browser, folder, page, pdf, stop) is { } wrong)
            {
                return wrong;
            }

            return File.Exists(pdf) && new FileInfo(pdf).Length > 0 ? await File.ReadAllBytesAsync(pdf, stop) : Wrong(browser, "it left no file");
        }
        finally
        {
            Remove(folder);
        }
    }

    private static async Task<Refusal?> Run(string browser, string folder, string page, string pdf, CancellationToken stop)
    {
        var start = new ProcessStartInfo(browser) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        string[] arguments =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions", "--disable-background-networking", "--disable-sync", "--disable-component-update", "--disable-dev-shm-usage", "--mute-audio",
            // No name is found and no proxy asked: the page can't reach anything.
            "--host-resolver-rules=MAP * ~NOTFOUND", "--no-proxy-server",
            // The root user has no sandbox there; the page is this house's own and has no script.
            .. Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? (string[])["--no-sandbox"] : [],
            $"--user-data-dir={Path.Combine(folder, "profile")}", "--no-pdf-header-footer", "--generate-pdf-document-outline", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(Patience);
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (Win32Exception wrong)
        {
            return Wrong(browser, wrong.Message);
        }

        using (process)
        {
            try
            {
                var said = process.StandardError.ReadToEndAsync(limit.Token);
                var told = process.StandardOutput.ReadToEndAsync(limit.Token);
                await process.WaitForExitAsync(limit.Token);
                await Task.WhenAll(said, told);
                return process.ExitCode == 0 ? null : Wrong(browser, $"it ended with {process.ExitCode}: {Last(await said)}");
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                return Wrong(browser, $"it was not done after {Patience.TotalSeconds} s");
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                    await process.WaitForExitAsync(CancellationToken.None);
                }
            }
        }
    }

    private static Refusal Wrong(string browser, string why) => new(Failed, "The PDF was not printed.", $"“{browser}”未能打印 PDF（{why}）。 \"{browser}\" did not print the PDF: {why}.");

    private static string Last(string said) => said.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "";

    /// <summary>What its children still hold is left to the system.</summary>
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
        }
        catch (UnauthorizedAccessException)
        {
        }
    }
}
