using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Threading.Channels;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Sandbox;
using KeyEcosystem.Compute.Work;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Sandbox;

/// <summary>A machine with things worth stealing, and boxes on it.</summary>
[SupportedOSPlatform("linux")]
internal sealed class TestBox : IDisposable
{
    private const uint FirstUser = 1_700_000_000;
    private static int users;
    private readonly string jobs;
    private readonly TcpListener api = new(IPAddress.Loopback, 0);
    private readonly Socket local = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string socketName = "keyeco-test-" + Guid.NewGuid().ToString("n");

    public TestBox()
    {
        // Where a user of a box can pass; the node's own folder must not be such a place.
        jobs = Directory.CreateDirectory(Path.Combine("/var/tmp", "keyeco-box-" + Guid.NewGuid().ToString("n"))).FullName;
        File.SetUnixFileMode(jobs, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        Data = Directory.CreateDirectory(Path.Combine(jobs, "data")).FullName;
        File.WriteAllText(Path.Combine(Data, "node.db"), "secret");
        File.WriteAllText(Path.Combine(Data, "operator.key"), "secret");
        Directory.CreateDirectory(Path.Combine(Data, "other-job", "in"));
        File.WriteAllText(Path.Combine(Data, "other-job", "in", "secret"), "secret");

        // Modes let everybody in, so that only the missing view of it can stop a job.
        foreach (var entry in Directory.EnumerateFileSystemEntries(Data, "*", SearchOption.AllDirectories).Append(Data))
        {
            File.SetUnixFileMode(entry, (UnixFileMode)511);
        }

        api.Start();
        local.Bind(new UnixDomainSocketEndPoint("\0" + socketName));
        local.Listen();
        Environment.SetEnvironmentVariable("KEYECO_TEST_SECRET", "1");
    }

    public static BoxLimits Small { get; } = new(TimeSpan.FromSeconds(20), 256L << 20, 16L << 20, 64, 20);

    public string Data { get; }

    /// <summary>The kinds that this machine can build.</summary>
    public static TheoryData<string> Kinds()
    {
        var kinds = new TheoryData<string>();
        foreach (var kind in Enum.GetNames<SandboxKind>())
        {
            kinds.Add(kind);
        }

        return kinds;
    }

    /// <summary>Skips, and says why, where such a box can't be built.</summary>
    public SandboxKind Need(string name)
    {
        var kind = Enum.Parse<SandboxKind>(name);
        if (SandboxTrial.Try(kind, jobs, NextUser()) is { } fault)
        {
            Assert.Skip($"No {name} box can be built here: {fault}");
        }

        return kind;
    }

    public Task<(BoxEnd End, IReadOnlyList<string> Lines)> Run(SandboxKind kind, string script, BoxLimits? limits = null, BoxWalls? walls = null, CancellationToken cancel = default) =>
        RunCommand(kind, ["/bin/sh", "-c", Fill(script)], limits, walls, null, cancel);

    public Task<(BoxEnd End, IReadOnlyList<string> Lines)> RunScript(SandboxKind kind, string script, CancellationToken cancel) =>
        RunCommand(kind, [.. Scripts.Command(script)], cancel: cancel, script: script);

    public async Task<(BoxEnd End, IReadOnlyList<string> Lines)> RunCommand(SandboxKind kind, string[] command, BoxLimits? limits = null, BoxWalls? walls = null, string? script = null, CancellationToken cancel = default)
    {
        var folder = Path.Combine(jobs, Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(Path.Combine(folder, "in"));
        await File.WriteAllTextAsync(Path.Combine(folder, "in", "table.csv"), "a,b\n1,2\n", cancel);
        if (script is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, Scripts.Name), script, cancel);
        }

        var lines = Channel.CreateBounded<RunLine>(64);
        var reading = Task.Run(async () =>
        {
            var all = new List<string>();
            await foreach (var line in lines.Reader.ReadAllAsync(CancellationToken.None))
            {
                if (all.Count < 1000)
                {
                    all.Add(line.Text);
                }
            }

            return all;
        }, CancellationToken.None);
        var end = await BoxRun.Start(kind, new BoxJob("job_1", folder, command, limits ?? Small, NextUser(), walls ?? BoxWalls.All), lines.Writer, cancel);
        lines.Writer.Complete();
        return (end, await reading);
    }

    public void Dispose()
    {
        api.Dispose();
        local.Dispose();
        Directory.Delete(jobs, recursive: true);
    }

    private static uint NextUser() => FirstUser + (uint)Interlocked.Increment(ref users);

    private string Fill(string script) => script
        .Replace("DATA", Data, StringComparison.Ordinal)
        .Replace("PORT", ((IPEndPoint)api.LocalEndpoint).Port.ToString(), StringComparison.Ordinal)
        .Replace("NODE", Environment.ProcessId.ToString(), StringComparison.Ordinal)
        .Replace("SOCK", socketName, StringComparison.Ordinal);
}
