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
        var shown = await node.AsOperator("what-if", "--source", "sample", "--seed", "3", "--policy", "entitlement");

        Assert.Equal(["isolated-fifo", "pooled-fifo", "entitlement"], said.Json.GetProperty("policies").EnumerateArray().Select(p => p.GetProperty("policy").GetString()!));
        Assert.Equal(0, said.Json.GetProperty("policies")[2].GetProperty("figures").GetProperty("jobsLater").GetInt32());
        Assert.Contains("nobody 无", shown.Out, StringComparison.Ordinal);
        Assert.Contains("Alone h", shown.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_uploaded_and_what_is_wrong_with_them_is_told()
    {
        await using var node = await shared.Node();
        var jobs = File("jobs.csv", "job_id,submit_s,duration_s,gpus,vc\n1,0,3600,2,a\n2,10,3600,2,a\n3,20,60,1,b\n");
        var capacity = File("capacity.csv", "vc,nodes\na,1\nb,1\n");

        var said = await node.AsOperator("what-if", "--jobs", jobs, "--capacity", capacity, "--gpus-per-node", "2", "--policy", "isolated-fifo", "entitlement", "--json");
        var lacking = await node.AsOperator("what-if", "--jobs", jobs);
        var broken = await node.AsOperator("what-if", "--jobs", capacity, "--capacity", capacity);

        Assert.True(said.Code == 0, said.Error);
        Assert.Equal((3, 2, 4), (said.Json.GetProperty("jobs").GetInt32(), said.Json.GetProperty("owners").GetInt32(), said.Json.GetProperty("devices").GetInt32()));
        var shown = await node.AsOperator("what-if", "--jobs", File("large.csv", "job_id,submit_s,duration_s,gpus,vc\n1,0,3600,2,a\n2,10,3600,3,a\n"), "--capacity", capacity, "--gpus-per-node", "2");
        Assert.Contains("submitted over 提交历时 11 s", shown.Out, StringComparison.Ordinal);
        Assert.Contains("1 job asks for more devices than the owner has", shown.Out, StringComparison.Ordinal);
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

    private string File(string name, string text)
    {
        var path = Path.Combine(folder.Path, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
