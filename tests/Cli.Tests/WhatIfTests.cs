using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class WhatIfTests(SharedNodes shared) : IDisposable
{
    private readonly TestFolder folder = new("keyeco-what-if-");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_sample_is_compared_under_the_usual_ways_of_sharing()
    {
        await using var node = await shared.Node();

        var said = await node.AsOperator("what-if", "--source", "sample", "--seed", "3", "--json");
        var shown = await node.AsOperator("what-if", "--source", "sample", "--seed", "3", "--mode", "entitlement");

        Assert.Equal(["isolated-fifo", "pooled-fifo", "entitlement"], said.Json.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("policy").GetString()!));
        Assert.Equal(0, said.Json.GetProperty("policies")[2].GetProperty("figures").GetProperty("jobsLater").GetInt32());
        Assert.Contains("nobody 无", shown.Out, StringComparison.Ordinal);
        Assert.Contains("Alone", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_uploaded_and_what_is_wrong_with_them_is_told()
    {
        await using var node = await shared.Node();
        var jobs = File("jobs.csv", "job_id,submit_s,duration_s,gpus,vc\n1,0,3600,2,a\n2,10,3600,2,a\n3,20,60,1,b\n");
        var capacity = File("capacity.csv", "vc,nodes\na,1\nb,1\n");

        var said = await node.AsOperator("what-if", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "2", "--mode", "isolated-fifo", "entitlement", "--json");
        var lacking = await node.AsOperator("what-if", "--jobs", jobs);
        var broken = await node.AsOperator("what-if", "--jobs", capacity, "--capacity", capacity);

        Assert.True(said.Code == 0, said.Error);
        Assert.Equal((3, 2, 4), (said.Json.GetProperty("jobs").GetInt32(), said.Json.GetProperty("owners").GetInt32(), said.Json.GetProperty("devices").GetInt32()));
        var shown = await node.AsOperator("what-if", "--jobs", File("large.csv", "job_id,submit_s,duration_s,gpus,vc\n1,0,3600,2,a\n2,10,3600,3,a\n"), "--capacity", capacity, "--gpus-per-node", "2");
        Assert.Contains("submitted over 11 s · 2 个所有者的 2 个作业，提交历时 11 s", shown.Out, StringComparison.Ordinal);
        Assert.Contains("of the comparison with alone: 1 job of more devices than the owner has, never run alone", shown.Out, StringComparison.Ordinal);
        var torn = Path.Combine(folder.Path, "torn.csv");
        await System.IO.File.WriteAllBytesAsync(torn, [.. "job_id,submit_s,duration_s,gpus,vc\n1,0,3600,2,a\n2,0,"u8, 0xff, .. "3600,2,a\n"u8]);
        var unread = await node.AsOperator("what-if", "--jobs", torn, "--capacity", capacity);
        Assert.Equal(2, unread.Code);
        Assert.Contains($"--jobs: \"{torn}\" is not text in UTF-8: line 3, byte 5.", unread.Error, StringComparison.Ordinal);
        Assert.Contains("--jobs", (await node.AsOperator("what-if", "--source", "files")).Error, StringComparison.Ordinal);
        Assert.NotEqual(0, lacking.Code);
        Assert.Contains("--capacity", lacking.Error, StringComparison.Ordinal);
        Assert.NotEqual(0, broken.Code);
        Assert.Contains($"{capacity}, line 1: no column \"job_id", broken.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--jobs is of --source files and has no effect with --source sample: leave one of them out. --jobs 仅用于 --source files，与 --source sample 同用无效", "--source", "sample", "--jobs", "x", "--capacity", "y")]
    [InlineData("--capacity is of --source files and has no effect with --source records", "--source", "records", "--capacity", "y")]
    [InlineData("--seed is of --source sample and has no effect with --source files", "--source", "files", "--seed", "3")]
    [InlineData("--jobs is of --source files and has no effect with --seed", "--jobs", "x", "--capacity", "y", "--seed", "3")]
    [InlineData("--jobs is of --source files and has no effect with --days", "--jobs", "x", "--capacity", "y", "--days", "3")]
    [InlineData("--days is of --source records and has no effect with --source sample", "--source", "sample", "--days", "3")]
    [InlineData("--gpus-per-node is of --source files and has no effect with --source sample", "--source", "sample", "--gpus-per-node", "8")]
    [InlineData("--source: \"file\" is none of records, sample, files. --source：“file”无效，可选 records、sample、files。", "--source", "file")]
    [InlineData("--jobs is missing: jobs are compared with --jobs and --capacity together, and --capacity is given. 缺少 --jobs", "--capacity", "y")]
    [InlineData("--scale must be 0.01 to 10, with at most two digits behind the point: 0.85 is 85 percent", "--source", "sample", "--scale", "70")]
    [InlineData("--scale must be 0.01 to 10", "--source", "sample", "--scale", "0.855")]
    [InlineData("--scale: \"0,85\" is no number; a point is the decimal mark", "--source", "sample", "--scale", "0,85")]
    [InlineData("--preemption-cost-s: \"1000000001\" is neither all nor a whole number of seconds from 0 to 1000000000. --preemption-cost-s：“1000000001”无效，须为 all 或 0 至 1000000000 的整秒数。", "--source", "sample", "--preemption-cost-s", "1000000001")]
    [InlineData("--mode: \"best\" is none of isolated-fifo, ", "--source", "sample", "--mode", "best")]
    [InlineData("--mode: pooled-srpt is a bound that no scheduler reaches", "--source", "sample", "--mode", "pooled-srpt")]
    [InlineData("There is no option \"--seeed\"; did you mean --seed?", "--source", "sample", "--mode", "entitlement", "--seeed", "3")]
    [InlineData("--scale has no effect with --mode isolated-fifo isolated-easy; it goes with pooled-fifo, pooled-easy, entitlement. Leave it out, or choose another mode. --scale 对 --mode isolated-fifo isolated-easy 无效", "--source", "sample", "--mode", "isolated-fifo", "isolated-easy", "--scale", "0.85")]
    [InlineData("--preemption-cost-s has no effect with --mode isolated-fifo; it goes with entitlement.", "--source", "sample", "--mode", "isolated-fifo", "--preemption-cost-s", "60")]
    [InlineData("--gpus-per-node must be 1 to 1024", "--gpus-per-node", "0")]
    [InlineData("--days must be 1 to 366", "--days", "0")]
    public async Task What_can_be_seen_to_be_wrong_without_the_node_is_exit_code_2_as_in_the_offline_verbs(string words, params string[] options)
    {
        await using var node = await shared.Node();

        var said = await node.AsOperator(["what-if", .. options]);

        Assert.Equal((2, ""), (said.Code, said.Out));
        Assert.Contains(words, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scale_and_cost_mean_what_they_mean_in_the_replay_of_files()
    {
        await using var node = await shared.Node();
        var jobs = File("jobs.csv", "job_id,submit_s,duration_s,gpus,vc\n1,0,3600,2,a\n2,10,3600,2,a\n3,20,60,2,b\n4,30,600,1,b\n");
        var capacity = File("capacity.csv", "vc,nodes\na,1\nb,1\n");
        string[] same = ["--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "2", "--scale", "0.75", "--preemption-cost-s", "60", "--mode", "entitlement", "--json"];

        var compared = (await node.AsOperator(["what-if", .. same])).Json.GetProperty("policies")[0].GetProperty("figures");
        var replayed = (await node.AsOperator(["compute", "replay", .. same])).Json;

        Assert.Equal((3, 3), (compared.GetProperty("devices").GetInt32(), replayed.GetProperty("gpus").GetInt32()));
        Assert.Equal(replayed.GetProperty("queueing_mean_h").GetDouble(), compared.GetProperty("queueingMeanHours").GetDouble(), 0.0001);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
