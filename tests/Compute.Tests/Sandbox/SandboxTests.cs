using System.Runtime.Versioning;
using KeyEcosystem.Compute.Sandbox;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Sandbox;

[SupportedOSPlatform("linux")]
[Trait("Store", "none")]
public sealed class SandboxTests : IDisposable
{
    private readonly TestBox box = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds() => TestBox.Kinds();

    public static TheoryData<string, string> Hostile()
    {
        var cases = new TheoryData<string, string>();
        foreach (var kind in Enum.GetNames<SandboxKind>())
        {
            foreach (var name in HostileJobs.All.Keys)
            {
                cases.Add(kind, name);
            }
        }

        return cases;
    }

    public static TheoryData<string> Stoppable()
    {
        var cases = new TheoryData<string>();
        foreach (var (name, job) in HostileJobs.All)
        {
            if (job.Weak is not null)
            {
                cases.Add(name);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnHonestJobReadsItsInputsAndLeavesItsResults(string kind)
    {
        var (end, lines) = await box.Run(box.Need(kind), "cat /in/table.csv; mkdir /out/sub; echo 42 >/out/sub/answer.txt; echo err >&2; exit 7", cancel: Stop);

        Assert.Equal((BoxStop.Exited, 7), (end.Why, end.ExitCode));
        Assert.Contains("1,2", lines);
        Assert.Contains("err", lines);
        var (name, path) = Assert.Single(end.Files);
        Assert.Equal("sub/answer.txt", name);
        Assert.Equal("42\n", await File.ReadAllTextAsync(path, Stop));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TheScriptIsNoneOfTheInputs(string kind)
    {
        var (end, lines) = await box.RunScript(box.Need(kind), "#!/bin/sh\nls -A /in; find /in -type f | wc -l; echo $0; echo changed >/script || echo kept\n", Stop);

        Assert.Equal((BoxStop.Exited, 0), (end.Why, end.ExitCode));
        Assert.Equal(["table.csv", "1", "/script", "kept"], lines.Where(l => !l.Contains("read-only", StringComparison.OrdinalIgnoreCase) && !l.Contains("Read-only", StringComparison.Ordinal) && !l.Contains("denied", StringComparison.Ordinal)).Select(l => l.Trim()));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task AHostileJobDoesNotGetOut(string kind, string name)
    {
        var (end, lines) = await box.Run(box.Need(kind), HostileJobs.All[name].Script, cancel: Stop);

        Assert.DoesNotContain(lines, l => l.Contains("BROKE", StringComparison.Ordinal));
        Assert.NotEqual(BoxStop.Setup, end.Why);
    }

    /// <summary>Each of these would get out if one wall were missing: the test above sees what it is meant to see.</summary>
    [Theory]
    [MemberData(nameof(Stoppable))]
    public async Task AHostileJobGetsOutWhereAWallIsMissing(string name)
    {
        var kind = box.Need(nameof(SandboxKind.Bubblewrap));
        var (script, weak) = HostileJobs.All[name];
        if (name.Contains("hypervisor", StringComparison.Ordinal) && !File.Exists("/dev/vsock"))
        {
            Assert.Skip("This machine has no hypervisor socket, so nothing could be reached without the filter either.");
        }

        var (_, lines) = await box.Run(kind, script, walls: weak!(box.Data), cancel: Stop);

        Assert.Contains(lines, l => l.Contains("BROKE", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AForkBombStopsAtItsLimit(string kind)
    {
        // A failed fork ends a shell: the outer one counts what still lives.
        var (end, lines) = await box.Run(box.Need(kind), "(i=0; while [ $i -lt 300 ]; do sleep 20 & i=$((i+1)); done) 2>/dev/null; ls -d /proc/[0-9]* 2>/dev/null | wc -l; kill -9 -1", cancel: Stop);

        Assert.NotEqual(BoxStop.Setup, end.Why);
        Assert.True(lines.Count == 0 || !int.TryParse(lines[0], out var alive) || alive <= TestBox.Small.Processes + 4, string.Join('\n', lines));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AFullDiskIsTheJobsOwn(string kind)
    {
        var (end, _) = await box.Run(box.Need(kind), "for d in /job /out /tmp /dev/shm; do head -c 100000000 /dev/zero >$d/f 2>/dev/null; done; sleep 2", cancel: Stop);

        Assert.Equal(BoxStop.Disk, end.Why);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TooManyFilesEndTheJob(string kind)
    {
        var (end, lines) = await box.Run(box.Need(kind), "perl -e 'for (1..30000) { open(F, \">/job/$_\") or (print(\"full\\n\"), exit 1) }'; sleep 1", cancel: Stop);

        Assert.True(end.Why == BoxStop.Entries || lines.Contains("full"), end.ToString());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task MemoryOfOneProcessAndOfAllTogetherIsLimited(string kind)
    {
        var one = await box.Run(box.Need(kind), "perl -e '$x = \"a\" x 1000000000; print \"GOT\\n\"'", cancel: Stop);
        var all = await box.Run(box.Need(kind), "for i in 1 2 3 4; do perl -e '$x = \"a\" x 90000000; sleep 10' & done; wait", cancel: Stop);

        Assert.DoesNotContain("GOT", one.Lines);
        Assert.Equal(BoxStop.Memory, all.End.Why);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TimeIsLimitedEvenForADaemonThatIgnoresSignals(string kind)
    {
        var (end, _) = await box.Run(box.Need(kind), "trap '' TERM; (trap '' TERM; setsid sleep 60) & while :; do sleep 1; done", TestBox.Small with { Wall = TimeSpan.FromSeconds(1) }, cancel: Stop);

        Assert.Equal(BoxStop.Wall, end.Why);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task ADaemonLeftBehindEndsWithTheJob(string kind)
    {
        var (end, _) = await box.Run(box.Need(kind), "setsid sleep 600 & exit 0", cancel: Stop);

        Assert.Equal((BoxStop.Exited, 0), (end.Why, end.ExitCode));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task CancellingEndsTheJob(string kind)
    {
        var sort = box.Need(kind);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var (end, _) = await box.Run(sort, "sleep 60", cancel: cancel.Token);

        Assert.Equal(BoxStop.Cancelled, end.Why);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task OnlyPlainResultsLeaveTheBox(string kind)
    {
        var (end, _) = await box.Run(box.Need(kind), """
            cd /out; echo good >good.txt
            ln -s /etc/passwd link.txt; ln -s / root; mkfifo pipe; ln good.txt twin.txt; echo x >.hidden; echo x >"$(printf 'new\nline')"; echo x >'..\x'
            truncate -s 8M sparse.bin; mkdir -p a/b; echo deep >a/b/deep.txt; perl -MSocket -e 'socket(S,1,1,0); bind(S, pack_sockaddr_un("/out/sock"))'
            """, cancel: Stop);

        Assert.Equal(BoxStop.Exited, end.Why);
        Assert.Equal(["a/b/deep.txt"], end.Files.Select(f => f.Name));
        foreach (var name in new[] { "link.txt", "root", "pipe", "twin.txt", ".hidden", "new?line", "..\\x", "sparse.bin", "sock", "good.txt" })
        {
            Assert.Contains(end.Refused, r => r.StartsWith(name + ":", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task TerminalCodesAndEndlessLinesDoNoHarm(string kind)
    {
        var (_, lines) = await box.Run(box.Need(kind), "printf 'a\\033[2Jb\\n'; head -c 20000 /dev/zero | tr '\\0' x; echo; echo end", cancel: Stop);

        Assert.Equal("a\uFFFD[2Jb", lines[0]);
        Assert.All(lines, l => Assert.True(l.Length <= BoxLimits.LineBytes));
        Assert.Equal("end", lines[^1]);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AnEndlessLogEndsOrWaitsButDoesNotFillTheNode(string kind)
    {
        var (end, _) = await box.Run(box.Need(kind), "yes", TestBox.Small with { Wall = TimeSpan.FromSeconds(3) }, cancel: Stop);

        Assert.Contains(end.Why, new[] { BoxStop.Wall, BoxStop.Output });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task AProgramThatIsNotThereEndsWithTheShellsCode(string kind)
    {
        var (end, lines) = await box.RunCommand(box.Need(kind), ["/no/such/program"], cancel: Stop);

        Assert.Equal((BoxStop.Exited, 127), (end.Why, end.ExitCode));
        Assert.NotEmpty(lines);
    }

    public void Dispose() => box.Dispose();
}
