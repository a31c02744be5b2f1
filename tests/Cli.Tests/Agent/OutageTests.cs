using System.Collections.Concurrent;
using System.Runtime.Versioning;
using KeyEcosystem.Compute;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>A node that is away for its agent, and an agent that is away for its node.</summary>
[SupportedOSPlatform("linux")]
public sealed class OutageTests
{
    private const string GoesOn = "if [ -e \"$KEYECO_CHECKPOINT/half\" ]; then echo second; exit 0; fi; echo work > \"$KEYECO_CHECKPOINT/half\"; echo first; sleep 60";

    /// <summary>A call that waits for news would keep back what the runs have to say meanwhile.</summary>
    [Fact]
    public async Task The_first_call_to_a_node_that_was_away_waits_for_nothing()
    {
        await using var at = await AttachedNode.Start();
        var down = true;
        var calls = new ConcurrentQueue<string>();
        at.Line.Seen = (request, _) =>
        {
            if (request.RequestUri!.AbsolutePath.EndsWith("/calls", StringComparison.Ordinal))
            {
                if (Volatile.Read(ref down))
                {
                    throw new HttpRequestException("away");
                }

                calls.Enqueue(request.RequestUri.Query);
            }

            return Task.CompletedTask;
        };

        // What it is to begin ends the call that waits.
        var job = await at.Submit("echo done");
        await at.Until(() => at.Words.Any(w => w.Contains("The node does not answer", StringComparison.Ordinal)));
        Volatile.Write(ref down, false);
        await at.Until(() => at.Words.Any(w => w.Contains("The node answers again", StringComparison.Ordinal)));

        Assert.True(calls.TryPeek(out var first));
        Assert.Equal("?wait=0", first);
        Assert.Equal("succeeded", (await at.Ended(job)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_run_that_was_lost_with_its_agent_goes_on_at_the_same_agent_from_what_it_saved_there()
    {
        await using var at = await AttachedNode.Start();
        var limits = at.Node.Get<IOptions<ComputeOptions>>().Value;
        (limits.AgentSilentSeconds, limits.AgentLeaseSeconds) = (1, 2);
        var job = await at.Submit(GoesOn, "--saves");
        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "logs", job)).Out.Contains("first", StringComparison.Ordinal));

        await at.Restart(() => at.Until(async () => (await at.Node.As(at.Owner, "jobs", "show", job, "--json")).Text("state") == "queued"));

        Assert.Equal("succeeded", (await at.Ended(job)).GetProperty("state").GetString());
        Assert.Contains("second", (await at.Node.As(at.Owner, "jobs", "logs", job)).Out, StringComparison.Ordinal);
        Assert.Contains(at.Words, w => w.Contains("goes on from what its last run saved here", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(at.Runs, "..", "saved")) && Directory.EnumerateDirectories(Path.Combine(at.Runs, "..", "saved")).Any());
    }
}
