using System.Text.Json;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class ComputeReplayTests
{
    [Fact]
    public async Task A_trace_is_replayed_without_a_node_and_stdout_is_one_object_that_begins_with_the_agreed_keys()
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        var segments = Path.Combine(folder.Path, "segments.csv");

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", "entitlement", "--preemption-cost-s", "all", "--segments", segments, "--json");

        Assert.Equal("", said.Code == 0 ? "" : said.Error);
        using var json = JsonDocument.Parse(said.Out);
        Assert.Equal(
            ["gpus", "jobs", "idle_pct", "used_gpu_h", "wait_mean_h", "wait_p50_h", "wait_p95_h", "queueing_mean_h", "preemptions", "jobs_later_than_isolated", "owners_worse_off"],
            json.RootElement.EnumerateObject().Take(11).Select(p => p.Name));
        Assert.Equal("job_id,start_s,end_s", (await File.ReadAllLinesAsync(segments))[0]);
        Assert.True(json.RootElement.GetProperty("owners").TryGetProperty("a", out _));
    }

    [Theory]
    [InlineData("--mode", "--mode", "best")]
    [InlineData("--scale", "--scale", "0")]
    [InlineData("--preemption-cost-s", "--preemption-cost-s", "some")]
    [InlineData("--to-day", "--to-day", "0")]
    [InlineData("--forecast", "--forecast", "declared", "--mode", "isolated-fifo")]
    public async Task What_can_t_be_replayed_is_exit_code_2_and_names_the_option(string names, params string[] options)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);

        var said = await Run(["compute", "replay", "--jobs", jobs, "--capacity", capacity, .. options]);

        Assert.Equal(2, said.Code);
        Assert.Contains(names, said.Error, StringComparison.Ordinal);
        Assert.Equal("", said.Out);
    }

    [Fact]
    public async Task Idle_while_waiting_is_said_of_samples_and_a_missing_or_damaged_file_is_named()
    {
        using var folder = new TestFolder("keyeco-replay-");
        var samples = Path.Combine(folder.Path, "s.csv");
        await File.WriteAllLinesAsync(samples, ["minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,4,2", "0,b,4,1,0", "5,a,4,4,0", "5,b,4,4,0"]);
        var damaged = Path.Combine(folder.Path, "d.csv.gz");
        await File.WriteAllBytesAsync(damaged, [0x1f, 0x8b, 1, 2, 3]);

        using var json = JsonDocument.Parse((await Run("compute", "idle", "--samples", samples, "--json")).Out);

        Assert.Equal([18.75, 50, 100, 100], new[] { "idle_pct", "minutes_with_waiting_pct", "waiting_fully_coverable_pct", "servable_share_pct" }.Select(k => json.RootElement.GetProperty(k).GetDouble()));
        Assert.Contains("nothing.csv", (await Run("compute", "idle", "--samples", "nothing.csv")).Error, StringComparison.Ordinal);
        Assert.Contains("damaged", (await Run("compute", "idle", "--samples", damaged)).Error, StringComparison.Ordinal);
    }

    private static async Task<(string Jobs, string Capacity)> Files(TestFolder folder)
    {
        var (jobs, capacity) = (Path.Combine(folder.Path, "jobs.csv"), Path.Combine(folder.Path, "capacity.csv"));
        await File.WriteAllLinesAsync(jobs, ["job_id,submit_s,duration_s,gpus,vc", "x,0,100,4,a", "y,0,100,4,a", "z,10,50,4,b"]);
        await File.WriteAllLinesAsync(capacity, ["vc,nodes", "a,1", "b,1"]);
        return (jobs, capacity);
    }

    private static async Task<Said> Run(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await Verbs.Run(args, new Shell { Output = output, Error = error, Interactive = false });
        return new Said(code, output.ToString(), error.ToString());
    }
}
