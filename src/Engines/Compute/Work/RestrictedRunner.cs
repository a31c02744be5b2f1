using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Channels;
using KeyEcosystem.Compute.Core;

namespace KeyEcosystem.Compute.Work;

/// <summary>
/// The runner of a node without a sandbox: refuses members' jobs, and runs the node's own pinned scripts as a plain process with an empty environment,
/// a folder of its own and a time limit. That is no protection against a hostile job, which is why only pinned scripts come here.
/// </summary>
internal sealed class RestrictedRunner(TimeProvider clock) : IJobRunner
{
    private const int LineCharsMax = 8192;
    private const long FileBytesMax = 1L << 30;

    public SandboxStanding Standing { get; } = new(false, "此节点未接入沙箱。No sandbox is connected to this node.");

    public Task<JobRunEnd> Run(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel) =>
        Task.FromResult(new JobRunEnd(false, 0, "compute.sandbox.unavailable", Standing.Words, [], []));

    public async Task<JobRunEnd> RunRestricted(JobRun run, ChannelWriter<RunLine> lines, CancellationToken cancel)
    {
        var input = Path.Combine(run.Folder, "in");
        var output = Path.Combine(run.Folder, "out");
        Directory.CreateDirectory(output);
        using var process = new Process { StartInfo = Start(run, input, output) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new JobRunEnd(false, 0, "setup.failed", $"作业无法启动。The job could not be started: {failure.Message}", [], []);
        }

        process.StandardInput.Close();
        var wall = TimeSpan.FromSeconds(run.Limits.WallSeconds!.Value);
        using var timeout = new CancellationTokenSource(wall, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        var reading = Task.WhenAll(Read(process.StandardOutput, error: false, lines), Read(process.StandardError, error: true, lines));
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            await reading;
            return cancel.IsCancellationRequested
                ? new JobRunEnd(false, 0, JobRunEnd.Cancelled, "被撤回。Withdrawn.", [], [])
                : new JobRunEnd(false, 0, "limit.wall", $"超过时限 {wall.TotalSeconds:0} 秒。Over the limit of {wall.TotalSeconds:0} seconds.", [], []);
        }

        await reading;
        var (files, refused) = Collect(output);
        return new JobRunEnd(true, process.ExitCode, $"exit.{process.ExitCode}", $"以代码 {process.ExitCode} 结束。Ended with code {process.ExitCode}.", files, refused);
    }

    private static ProcessStartInfo Start(JobRun run, string input, string output)
    {
        var start = new ProcessStartInfo(run.Command[0])
        {
            WorkingDirectory = run.Folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var part in run.Command.Skip(1))
        {
            // The box would show the script at its root; here it is where it is.
            start.ArgumentList.Add(part == Scripts.Path ? Path.Combine(run.Folder, Scripts.Name) : part);
        }

        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        start.Environment["KEYECO_IN"] = input;
        start.Environment["KEYECO_OUT"] = output;
        return start;
    }

    private static async Task Read(StreamReader from, bool error, ChannelWriter<RunLine> lines)
    {
        while (await from.ReadLineAsync(CancellationToken.None) is { } line)
        {
            var text = line.Length > LineCharsMax ? line[..LineCharsMax] : line;
            await lines.WriteAsync(RunLine.Of(error, text), CancellationToken.None);
        }
    }

    /// <summary>Plain files directly in the results folder; the process has ended, nobody changes them any more.</summary>
    private static (IReadOnlyList<(string Name, string Path)> Files, IReadOnlyList<string> Refused) Collect(string output)
    {
        var files = new List<(string, string)>();
        var refused = new List<string>();
        foreach (var entry in new DirectoryInfo(output).EnumerateFileSystemInfos().OrderBy(e => e.Name, StringComparer.Ordinal))
        {
            if (entry is FileInfo { LinkTarget: null, Length: <= FileBytesMax } file)
            {
                files.Add((file.Name, file.FullName));
            }
            else
            {
                refused.Add($"{entry.Name}: 不是普通文件或过大。Not a plain file, or too large.");
            }
        }

        return (files, refused);
    }
}
