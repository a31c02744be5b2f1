using System.Diagnostics;
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
    [InlineData("--scale must be above 0 and at most 100", "--scale", "1e40")]
    [InlineData("--preemption-cost-s", "--preemption-cost-s", "some")]
    [InlineData("--to-day must be later than --from-day, which is 0", "--to-day", "0")]
    [InlineData("--to-day must be 0 to 36600", "--to-day", "-1")]
    [InlineData("--from-day must be 0 to 36600", "--from-day=-1")]
    [InlineData("--from-day: the last job has ended at second 100", "--from-day", "5", "--mode", "isolated-fifo")]
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

    [Theory]
    [InlineData("--segments", "jobs.csv", "--jobs")]
    [InlineData("--segments", "capacity.csv", "--capacity")]
    [InlineData("--segments", "link.csv", "--jobs")]
    [InlineData("--segments", "link/jobs.csv", "--jobs")]
    public async Task What_is_read_is_not_written_over_by_whatever_name(string option, string name, string input)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "link.csv"), "jobs.csv");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "link"), folder.Path);
        var before = (await File.ReadAllTextAsync(jobs), await File.ReadAllTextAsync(capacity));
        var place = Path.Combine(folder.Path, name);

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, option, place);

        Assert.Equal((2, ""), (said.Code, said.Out));
        Assert.Contains($"{option}: \"{place}\" is the file of {input}, which would be overwritten; name another. {option}：“{place}”就是 {input} 的文件，会被覆盖，请另选文件。", said.Error, StringComparison.Ordinal);
        Assert.Equal(before, (await File.ReadAllTextAsync(jobs), await File.ReadAllTextAsync(capacity)));
    }

    [Fact]
    public async Task A_result_takes_the_place_of_another_name_of_what_is_read_and_leaves_that_as_it_was()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there.");
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        var (hard, soft, before) = (Path.Combine(folder.Path, "hard.csv"), Path.Combine(folder.Path, "soft.csv"), await File.ReadAllTextAsync(jobs));
        using (var ln = Process.Start("ln", [jobs, hard]))
        {
            await ln.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.CreateSymbolicLink(soft, "hard.csv");

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--segments", soft);

        Assert.Equal(0, said.Code);
        Assert.Equal(before, await File.ReadAllTextAsync(jobs));
        Assert.Equal("job_id,start_s,end_s", (await File.ReadAllLinesAsync(hard))[0]);
        Assert.Equal("hard.csv", new FileInfo(soft).LinkTarget);
        Assert.Equal(["capacity.csv", "hard.csv", "jobs.csv", "soft.csv"], Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Where_a_result_can_t_be_written_is_told_with_its_option_and_a_device_is_written_directly()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "The system has no such device.");
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);

        var full = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--segments", "/dev/full");
        var none = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--segments", "/dev/null");

        Assert.Equal((2, 0), (full.Code, none.Code));
        Assert.Contains("--segments: \"/dev/full\" can't be written: ", full.Error, StringComparison.Ordinal);
        Assert.Contains("--segments：无法写入“/dev/full”（系统答复：", full.Error, StringComparison.Ordinal);
        Assert.True(File.Exists("/dev/full"));
    }

    [Theory]
    [InlineData("--scale has no effect with --mode isolated-fifo; it goes with pooled-fifo, pooled-easy, pooled-srpt, entitlement.", "isolated-fifo", "--scale", "0.85")]
    [InlineData("--scale 对 --mode isolated-easy 无效，仅用于 pooled-fifo、", "isolated-easy", "--scale", "2")]
    [InlineData("--preemption-cost-s has no effect with --mode pooled-easy; it goes with entitlement.", "pooled-easy", "--preemption-cost-s", "600")]
    [InlineData("--preemption-cost-s has no effect with --mode pooled-srpt", "pooled-srpt", "--preemption-cost-s", "all")]
    [InlineData("--preemption-cost-s 对 --mode isolated-fifo 无效，仅用于 entitlement", "isolated-fifo", "--preemption-cost-s", "1")]
    [InlineData("--order has no effect with --mode pooled-fifo; it goes with entitlement. Leave it out, or choose another mode. --order 对 --mode pooled-fifo 无效", "pooled-fifo", "--order", "arrival")]
    public async Task An_option_that_the_mode_does_not_heed_is_refused(string words, string mode, string option, string given)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--mode", mode, option, given);

        Assert.Equal((2, ""), (said.Code, said.Out));
        Assert.Contains(words, said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("isolated-fifo")]
    [InlineData("isolated-easy")]
    [InlineData("pooled-fifo")]
    [InlineData("pooled-easy")]
    [InlineData("pooled-srpt")]
    public async Task What_is_so_anyway_may_be_typed_with_every_mode(string mode)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--mode", mode, "--scale", "1.0", "--preemption-cost-s", "0", "--order", "fair-share");

        Assert.True(said.Code == 0, said.Error);
    }

    [Theory]
    [InlineData("--scale", "0,5")]
    [InlineData("--to-day", "0,5")]
    [InlineData("--from-day", "1,000")]
    [InlineData("--from-day", "0，5")]
    public async Task A_decimal_comma_is_refused_and_the_point_named(string option, string given)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, option, given);

        Assert.Equal((2, ""), (said.Code, said.Out));
        Assert.Contains($"{option}: \"{given}\" is no number; a point is the decimal mark, as in 0.5, and nothing marks thousands. {option}：“{given}”不是数：小数点须写作“.”", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_end_the_window_lasts_until_the_last_job_has_ended_and_is_told_in_units_that_suit_it()
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);

        var alone = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", "isolated-fifo");
        using var figures = JsonDocument.Parse((await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", "isolated-fifo", "--json")).Out);
        using var asked = JsonDocument.Parse((await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", "isolated-fifo", "--to-day", "0.01", "--json")).Out);

        Assert.Equal(3, figures.RootElement.GetProperty("jobs").GetInt32());
        Assert.Equal(Math.Round(1000 / 3600.0, 4), figures.RootElement.GetProperty("used_gpu_h").GetDouble());
        Assert.Equal(37.5, figures.RootElement.GetProperty("idle_pct").GetDouble());
        Assert.Equal(Math.Round(100 * (1 - (1000.0 / (8 * 864))), 4), asked.RootElement.GetProperty("idle_pct").GetDouble());
        Assert.Contains("The figures are of seconds 0 to 200. 统计窗口为第 0 至 200 秒。", alone.Error, StringComparison.Ordinal);
        Assert.Contains("used 占用 1000 GPU-seconds 卡秒", alone.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 200, "seconds 0 to 200", "第 0 至 200 秒")]
    [InlineData(0, 5400, "hours 0 to 1.5", "第 0 至 1.5 小时")]
    [InlineData(864000, 2592000, "days 10 to 30", "第 10 至 30 天")]
    public void A_window_is_said_in_the_unit_that_suits_it(long from, long to, string en, string zh) => Assert.Equal((en, zh), Cli.Compute.WindowWords.Of(from, to));

    [Fact]
    public async Task Jobs_too_large_for_their_owner_alone_are_said_to_have_no_part_in_the_comparison()
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        await File.AppendAllTextAsync(jobs, "big,0,100,8,b\nhuge,20,100,6,b\nwide,20,100,5,a\n");

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4");
        using var json = JsonDocument.Parse((await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--json")).Out);

        var alone = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", "isolated-fifo");

        Assert.Contains("of the comparison with alone: 3 jobs of more devices than the owner has, never run alone 与独用的比较：3 个作业所需设备多于所有者所有，独用时无法运行: a 1, b 2", said.Out, StringComparison.Ordinal);
        Assert.Equal(2, said.Out.Split('\n').Count(l => l.StartsWith("| ", StringComparison.Ordinal) && l.Contains(" * ", StringComparison.Ordinal)));
        Assert.Contains("* Wait and Queueing count jobs that ran here and never run alone; Alone, Worse off and how many are later leave them out.", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("* ", alone.Out, StringComparison.Ordinal);
        Assert.Equal(2, json.RootElement.GetProperty("owners").GetProperty("b").GetProperty("never_alone").GetInt32());
        Assert.Equal(2, json.RootElement.GetProperty("too_large_alone").GetProperty("b").GetInt32());
    }

    [Theory]
    [InlineData("entitlement")]
    [InlineData("pooled-easy")]
    [InlineData("pooled-srpt")]
    [InlineData("isolated-easy")]
    public async Task An_owner_whose_too_large_job_runs_here_no_more_than_alone_has_no_mark(string mode)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        await File.AppendAllTextAsync(jobs, "big,0,100,9,b\n");

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", mode);

        Assert.Contains("of the comparison with alone: 1 job of more devices", said.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("* ", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0028, "10.1 GPU-seconds 卡秒")]
    [InlineData(0.04, "144 GPU-seconds 卡秒")]
    [InlineData(1, "1 GPU-hours 卡时")]
    [InlineData(1234.4, "1234 GPU-hours 卡时")]
    public void Device_time_is_told_in_seconds_below_an_hour(double hours, string words) => Assert.Equal(words, Cli.Compute.ReplayVerb.GpuHours(hours));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.00011, "0.4 s")]
    [InlineData(0.01, "36 s")]
    [InlineData(0.075, "4.5 min")]
    [InlineData(70.687, "70.69 h")]
    public void A_span_is_told_in_the_unit_that_suits_it(double hours, string words) => Assert.Equal(words, Cli.Compute.WindowWords.Span(hours));

    [Fact]
    public async Task Waits_of_seconds_are_told_in_seconds_one_is_not_many_and_a_forecast_of_nothing_is_said_to_be_none()
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        await File.WriteAllLinesAsync(jobs, ["job_id,submit_s,duration_s,gpus,vc", "x,0,1,8,a", "z,0,1,1,c"]);
        await File.WriteAllLinesAsync(capacity, ["vc,nodes", "a,1"]);

        var said = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--forecast", "learned");
        await File.AppendAllTextAsync(jobs, "y,0,36,8,a\nw,1,3,8,a\n");
        var three = await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--mode", "isolated-fifo");

        Assert.Contains("Left out: 1 job of owners without devices in", said.Error, StringComparison.Ordinal);
        Assert.Contains("Replaying 1 job of 1 owner.", said.Error, StringComparison.Ordinal);
        Assert.Contains("used 占用 8 GPU-seconds 卡秒", said.Out, StringComparison.Ordinal);
        Assert.Contains("no job waited more than ten minutes, so there is no forecast to compare 没有作业等待超过十分钟，无预测可比", said.Out, StringComparison.Ordinal);
        Assert.Contains("mean 平均 12.3 s, p50 1 s, p95 36 s", three.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mode", "best", "--mode：“best”无效，可选 isolated-fifo、pooled-fifo、isolated-easy、pooled-easy、pooled-srpt、entitlement。")]
    [InlineData("--jobs", "none.csv", "--jobs：没有文件“none.csv”。")]
    [InlineData("--preemption-cost-s", "1000000001", "\"1000000001\" is neither all nor a whole number of seconds from 0 to 1000000000. --preemption-cost-s：“1000000001”无效，须为 all 或 0 至 1000000000 的整秒数。")]
    public async Task A_refusal_says_in_Chinese_what_it_says_in_English(string option, string given, string words)
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        string[] files = option == "--jobs" ? ["--capacity", capacity] : ["--jobs", jobs, "--capacity", capacity];

        var said = await Run(["compute", "replay", .. files, option, given]);

        Assert.Equal(2, said.Code);
        Assert.Contains(words, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_an_even_number_of_waits_p50_is_the_upper_of_the_two_in_the_middle_as_the_figures_beside_the_traces_have_it()
    {
        using var folder = new TestFolder("keyeco-replay-");
        var (jobs, capacity) = await Files(folder);
        await File.WriteAllLinesAsync(jobs, ["job_id,submit_s,duration_s,gpus,vc", "1,0,3600,4,a", "2,0,3600,4,b", "3,0,60,4,a", "4,36,60,4,b"]);

        using var json = JsonDocument.Parse((await Run("compute", "replay", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "4", "--mode", "isolated-fifo", "--json")).Out);

        Assert.Equal((0.99, 1), (json.RootElement.GetProperty("wait_p50_h").GetDouble(), json.RootElement.GetProperty("wait_p95_h").GetDouble()));
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
        await File.AppendAllTextAsync(samples, "10,a,4,4,0\n10,b,4,4,0\n20,a,4,4,0\n20,b,4,4,0\n");
        var gap = await Run("compute", "idle", "--samples", samples, "--json");
        Assert.Contains("--samples: line 8, column minute: minute 20 follows minute 10, where samples are 5 minutes apart. In all 1 sample missing", gap.Error, StringComparison.Ordinal);
        Assert.Equal(1, gap.Json.GetProperty("gap").GetProperty("samples_missing").GetInt32());
        await File.WriteAllLinesAsync(samples, ["minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,1,0", "1,a,4,1,0"]);
        var calm = (await Run("compute", "idle", "--samples", samples)).Out;
        Assert.Contains("nobody waited in any of the samples 所有采样中均无等待", calm, StringComparison.Ordinal);
        Assert.DoesNotContain("of those", calm, StringComparison.Ordinal);
        Assert.False(json.RootElement.TryGetProperty("gap", out _));
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
