using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using KeyEcosystem.Cli.Agent;
using KeyEcosystem.Compute.Core.Devices;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>The script that a cluster's machine runs, run by a shell.</summary>
[SupportedOSPlatform("linux")]
public sealed class RunScriptTests : IDisposable
{
    private readonly TestFolder folder = new("keyeco-run-");
    private bool closed;
    private bool network;
    private int? user;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_devices_of_a_run_are_looked_at_while_it_runs_and_nothing_is_left_behind()
    {
        await Tool("nvidia-smi", "echo 'index, name, utilization.gpu [%], memory.used [MiB], memory.total [MiB]'; echo '0, H800, 20 %, 1 MiB, 9 MiB'; echo '1, H800, 80 %, 5 MiB, 9 MiB'");

        var code = await Run(["/bin/sleep", "2.6"], ("CUDA_VISIBLE_DEVICES", "1"));

        Assert.Equal(0, code);
        var load = await Load(1);
        Assert.Equal(80, load!.UtilisationPct);
        Assert.Equal((5, 9), (load.MemoryUsedMib, load.MemoryTotalMib));
        Assert.InRange(load.MeasuredMs, 1000, 3000);
        Assert.Equal(load.MeasuredMs * 80 / 100, load.BusyMs);
        await Task.Delay(100);
        Assert.DoesNotContain(Process.GetProcessesByName("sleep"), p => Started(p).Contains(folder.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_table_of_ascend_devices_is_read_too()
    {
        await Tool("npu-smi", """
            echo '| NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|'
            echo '| Chip                      | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |'
            echo '| 0     910B3               | OK            | 93.3        36                0    / 0             |'
            echo '| 0                         | 0000:C1:00.0  | 65          0    / 0          3355 / 65536         |'
            """);

        await Run(["/bin/sleep", "2.6"], ("ASCEND_RT_VISIBLE_DEVICES", "0"));

        Assert.Equal((65, 3355), ((await Load(1))!.UtilisationPct, (await Load(1))!.MemoryUsedMib));
    }

    [Fact]
    public async Task A_machine_without_a_tool_measures_nothing_and_runs_the_job()
    {
        Assert.Equal(7, await Run(["/bin/sh", "-c", "exit 7"]));
        Assert.Null(await Load(1));
    }

    /// <summary>Takes what podman takes, and runs the command where it is.</summary>
    private const string Engine = """
        printf '%s\n' "$@" >> arguments
        case $1 in rm) exit 0 ;; esac
        while [ "$1" != registry.example/team/tool:1 ]; do shift; done
        shift; exec "$@"
        """;

    [Fact]
    public async Task A_job_in_an_image_sees_its_folders_and_the_devices_that_the_scheduler_gave_it()
    {
        await Tool("podman", Engine);
        await Tool("nvidia-smi", "exit 9");

        var code = await Run(["/bin/sh", "-c", "echo \"$KEYECO_IN\"; echo 'two words' >&2; exit 5"], "registry.example/team/tool:1", ("CUDA_VISIBLE_DEVICES", "1,3"));

        Assert.Equal(5, code);
        Assert.Equal("/in\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "stdout")));
        Assert.Equal("two words\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "stderr")));
        Assert.False(File.Exists(Path.Combine(folder.Path, "image-failed")));
        var given = string.Join(' ', await File.ReadAllLinesAsync(Path.Combine(folder.Path, "arguments")));
        foreach (var part in new[] { "run --rm --init", $"-v {folder.Path}/in:/in:ro", $"-v {folder.Path}/out:/out", $"-v {folder.Path}/work:/job", "-w /job", "--device nvidia.com/gpu=1 --device nvidia.com/gpu=3", "-e KEYECO_JOB", "-e CUDA_VISIBLE_DEVICES" })
        {
            Assert.Contains(part, given, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_container_that_does_not_begin_is_no_end_of_the_job()
    {
        await Tool("podman", "echo 'manifest unknown' >&2; exit 125");

        Assert.Equal(125, await Run(["/bin/true"], "registry.example/team/tool:1"));
        Assert.True(File.Exists(Path.Combine(folder.Path, "image-failed")));
    }

    [Fact]
    public async Task A_machine_without_an_engine_says_so()
    {
        Assert.SkipWhen(new[] { "podman", "docker", "apptainer" }.Any(e => File.Exists($"/usr/bin/{e}") || File.Exists($"/bin/{e}")), "This machine has a container engine.");

        Assert.Equal(125, await Run(["/bin/true"], "registry.example/team/tool:1"));
        Assert.Contains("apptainer", await File.ReadAllTextAsync(Path.Combine(folder.Path, "stderr")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_container_whose_client_is_killed_is_removed()
    {
        await Tool("podman", Engine);
        var running = Start(["/bin/sleep", "30"], "registry.example/team/tool:1");
        var arguments = Path.Combine(folder.Path, "arguments");
        while (!File.Exists(arguments))
        {
            await Task.Delay(20);
        }

        running.Kill();

        // Its guard is in a session of its own, and sees that the script is gone.
        for (var tries = 0; tries < 100 && !(await File.ReadAllTextAsync(arguments)).Contains("rm\n-f\nkeyeco-", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(50);
        }

        Assert.Contains("rm\n-f\nkeyeco-", await File.ReadAllTextAsync(arguments), StringComparison.Ordinal);
    }

    private async Task Tool(string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder.Path, "tools")).FullName, name);
        await File.WriteAllTextAsync(path + ".text", "#!/bin/sh\n" + script + "\n");

        // Copied by a process of its own: a file that this process has open for writing can be held open by a child that another test forks in that moment, and then it can't be run.
        using var copy = Process.Start("/bin/sh", ["-c", "cp \"$0.text\" \"$0\" && chmod 700 \"$0\"", path]);
        await copy.WaitForExitAsync();
    }

    [Fact]
    public async Task A_sealed_job_reaches_nobody_and_leaves_nothing_for_the_next()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "Needs bubblewrap.");
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var reach = $"use IO::Socket::INET; open F, '>', '/out/said'; print F IO::Socket::INET->new(PeerAddr => '127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}', Timeout => 2) ? 'reached' : 'unreachable'";
        var left = $"/dev/shm/{Path.GetFileName(folder.Path)}";

        network = true;
        await Run(["/usr/bin/perl", "-e", reach]);
        Assert.SkipWhen(await Said() is "", "No box can be built here.");
        Assert.Equal("reached", await Said());
        network = false;
        await Run(["/usr/bin/perl", "-e", reach]);
        Assert.Equal("unreachable", await Said());
        (network, closed) = (true, true);
        await Run(["/usr/bin/perl", "-e", reach]);
        Assert.Equal("unreachable", await Said());
        Assert.Equal(0, await Run(["/bin/sh", "-c", $"echo secret > {left} && echo secret > /tmp/{Path.GetFileName(folder.Path)}"]));
        Assert.False(File.Exists(left) || File.Exists($"/tmp/{Path.GetFileName(folder.Path)}/secret"));

        async Task<string> Said() => File.Exists(Path.Combine(folder.Path, "out", "said")) ? await File.ReadAllTextAsync(Path.Combine(folder.Path, "out", "said")) : "";
    }

    /// <summary>As whom the agent runs: as it is, and where that is root, also as somebody else.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_job_is_nobody_on_its_machine_and_has_nothing_of_it(bool other)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "Needs bubblewrap.");
        Assert.SkipWhen(other && Environment.UserName != "root", "Only root may run it as somebody else.");
        user = other ? 61_000 : null;
        var secret = Path.Combine(folder.Path, "secret");
        await File.WriteAllTextAsync(secret, "of the machine");

        var code = await Run(["/bin/sh", "-c", $"""
            id -u; sed -n 's/CapEff:\s*//p' /proc/self/status
            for f in /etc/shadow /etc/munge/munge.key /root /home /var /run /etc/ssh {secret} /passwd; do [ -e "$f" ] && echo "sees $f"; done
            for f in /usr/x /etc/x /opt/x /x /dev/x /in/x /code/x; do (: > "$f") 2>/dev/null && echo "writes $f"; done
            for f in /out/x /checkpoint/x /job/x /tmp/x /dev/shm/x; do (: > "$f") 2>/dev/null || echo "can not write $f"; done
            mount -o remount,bind,rw /usr 2>/dev/null && echo remounts
            mknod /tmp/b b 7 0 2>/dev/null && echo makes devices
            kill -KILL 1 2>/dev/null
            grep -q . /proc/1/environ 2>/dev/null && echo "reads its box"
            whoami
            """]);

        Assert.SkipWhen(code == 125 || !File.Exists(Path.Combine(folder.Path, "inside")), "No box can be built here.");
        var said = await File.ReadAllLinesAsync(Path.Combine(folder.Path, "stdout"));
        Assert.NotEqual("0", said[0]);
        var may = Environment.UserName == "root" && !other ? [] : said.Where(l => l == "reads its box");
        Assert.Equal([said[0], "0000000000000000", .. may, "job"], said);
        Assert.Equal("0\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "inside")));
    }

    [Fact]
    public async Task Where_no_box_can_be_built_root_begins_no_job()
    {
        Assert.SkipUnless(Environment.UserName == "root", "For agents of root.");
        await Tool("bwrap", "exit 1");

        Assert.Equal(125, await Run(["/bin/sh", "-c", $"echo ran > {folder.Path}/ran"]));

        Assert.False(File.Exists(Path.Combine(folder.Path, "ran")));
        Assert.Contains("root", await File.ReadAllTextAsync(Path.Combine(folder.Path, "stderr")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_box_can_be_built_a_sealed_job_does_not_begin()
    {
        await Tool("bwrap", "exit 1");
        closed = true;

        Assert.Equal(125, await Run(["/bin/sh", "-c", $"echo ran > {folder.Path}/ran"]));

        Assert.False(File.Exists(Path.Combine(folder.Path, "ran")));
        Assert.True(File.Exists(Path.Combine(folder.Path, "image-failed")));
    }

    private Task<int> Run(string[] command, params (string Name, string Value)[] environment) => Run(command, null, environment);

    private async Task<int> Run(string[] command, string? image, params (string Name, string Value)[] environment)
    {
        using var process = Start(command, image, environment);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private Process Start(string[] command, string? image, params (string Name, string Value)[] environment)
    {
        foreach (var inner in new[] { "in", "out", "code", "checkpoint" })
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, inner));
        }

        var order = new RunOrder(new JobId(Guid.NewGuid()), 1, command, null, 1, new JobLimits(null, null, null, null), image, [], 20) { Sealed = closed, Network = network };
        var script = Path.Combine(folder.Path, "run.sh");
        File.WriteAllText(script, RunScript.Of(order, folder.Path, []));
        string[] words = ["/bin/sh", script];
        if (user is { } somebody)
        {
            using var give = Process.Start("/bin/chown", ["-R", $"{somebody}:{somebody}", folder.Path]);
            give.WaitForExit();
            words = ["/usr/bin/setpriv", $"--reuid={somebody}", $"--regid={somebody}", "--clear-groups", "--", .. words];
        }

        var start = new ProcessStartInfo(words[0], words[1..]) { UseShellExecute = false };
        start.Environment["PATH"] = $"{Path.Combine(folder.Path, "tools")}:/usr/bin:/bin";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private async Task<RunLoad?> Load(int devices)
    {
        var log = new LoadLog("load", devices);
        log.Take(await File.ReadAllLinesAsync(Path.Combine(folder.Path, "load")));
        return log.Load;
    }

    private static string Started(Process process)
    {
        try
        {
            return new DirectoryInfo($"/proc/{process.Id}/cwd").LinkTarget ?? "";
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
