using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>Runs that somebody ends at their machine, or that go down with it.</summary>
[SupportedOSPlatform("linux")]
public sealed class KilledRunTests
{
    private const string GoesOn = "if [ -e \"$KEYECO_CHECKPOINT/half\" ]; then echo second; exit 0; fi; echo work > \"$KEYECO_CHECKPOINT/half\"; echo first; sleep 60";

    /// <summary>The watch of its time, which is the first process of a run that a search by name finds, the run's script below it, the box around the job, and the first process in that box.</summary>
    [Theory]
    [InlineData("KILL", "watch")]
    [InlineData("TERM", "watch")]
    [InlineData("KILL", "script")]
    [InlineData("KILL", "box")]
    [InlineData("KILL", "first")]
    public async Task A_run_that_is_ended_from_outside_is_not_paid_and_the_job_goes_on_from_what_was_saved(string signal, string what)
    {
        Assert.SkipWhen(what is "box" or "first" && !File.Exists("/usr/bin/bwrap"), "There is no bubblewrap on this machine.");
        await using var at = await AttachedNode.Start();
        var job = await at.Submit(GoesOn);
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "logs", job)).Out.Contains("first", StringComparison.Ordinal));
        var marks = Directory.GetDirectories(Path.Combine(at.Runs, "..", "cluster")).Single();
        var keeper = (await File.ReadAllTextAsync(Path.Combine(marks, "started"))).Split(' ')[0];
        var watch = Child(keeper);
        var session = await Session(keeper);

        var killed = what switch { "watch" => watch, "script" => Child(watch), "box" => Box(watch), _ => Child(Box(watch)) };

        using (var kill = Process.Start("/bin/kill", [$"-{signal}", killed]))
        {
            await kill.WaitForExitAsync();
        }

        var shown = await at.Ended(job);
        Assert.Equal(("succeeded", "exit.0"), (shown.GetProperty("state").GetString(), shown.GetProperty("outcome").GetString()));
        var log = (await at.Node.As(at.Owner, "jobs", "logs", job)).Out;
        Assert.Contains("It was ended from outside at its machine", log, StringComparison.Ordinal);
        Assert.Contains("second", log, StringComparison.Ordinal);
        Assert.Contains("Run 1 is lost; the job waits for another.", log, StringComparison.Ordinal);
        Assert.DoesNotContain(await Task.WhenAll(Processes().Select(p => Session(p))), s => s == session);
    }

    [Fact]
    public async Task A_job_that_ends_itself_by_a_signal_has_failed_by_itself()
    {
        await using var at = await AttachedNode.Start();

        var shown = await at.Ended(await at.Submit("kill -TERM $$; sleep 5"));

        Assert.Equal(("failed", "exit.143"), (shown.GetProperty("state").GetString(), shown.GetProperty("outcome").GetString()));
    }

    private static string Box(string watch) => Children(Child(watch)).Single(c => File.ReadAllText($"/proc/{c}/comm").Trim() == "bwrap");

    private static string Child(string process) => Children(process)[0];

    private static string[] Children(string process) => File.ReadAllText($"/proc/{process}/task/{process}/children").Trim().Split(' ');

    private static IEnumerable<string> Processes() => Directory.GetDirectories("/proc").Select(p => Path.GetFileName(p)).Where(p => p.All(char.IsAsciiDigit));

    private static async Task<string?> Session(string process)
    {
        try
        {
            var stat = await File.ReadAllTextAsync($"/proc/{process}/stat");

            // Of one that has ended and that nobody has asked for its code there is a line still.
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ') is ["Z", ..] ? null : stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
