using System.IO.Compression;
using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Fixtures;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Work;

/// <summary>The pinned job as a real process.</summary>
public sealed class BundledJobTests
{
    [Fact]
    public async Task It_counts_averages_and_bounds_every_numeric_column()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a POSIX shell.");
        var report = await Report("\uFEFFtime,kWh,\"note, free\"\r\n\"a\",1.5,\"x\"\r\nb,-2,\"say \"\"hi\"\"\"\r\nc,,3\r\n");

        Assert.Equal("column,count,mean,min,max\nkWh,2,-0.25,-2,1.5\n\"note, free\",1,3,3,3\n", report["report.csv"]);
        Assert.StartsWith("rows: 3\n", report["summary.txt"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_reads_a_years_meters_of_a_steel_maker()
    {
        var file = SharedData.File("twin/steel-energy.csv.gz");
        Assert.SkipWhen(file is null || OperatingSystem.IsWindows(), "The steel maker's table is not there.");
        await using var packed = new GZipStream(File.OpenRead(file), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);

        var report = await Report(await reader.ReadToEndAsync());

        Assert.Contains("rows: 35040\n", report["summary.txt"], StringComparison.Ordinal);
        Assert.Contains("Usage_kWh,35040,27.3869,0,157.18\n", report["report.csv"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_table_it_fails_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Needs a POSIX shell.");
        await using var node = await TestNode.Start(runner: new RestrictedRunner(TimeProvider.System));
        var job = await node.Submit(TestNode.Script(await node.Pool()) with { Script = null, Bundled = "energy-report" });

        await node.Rounds.Round(default);
        await node.Rounds.Idle();

        Assert.Equal((JobState.Failed, "exit.2"), ((await node.Row(job.Id)).State, (await node.Row(job.Id)).Outcome));
        Assert.Contains(await LogTests.Texts(node, job.Id), l => l.Contains("no table", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_runner_without_a_sandbox_refuses_everything_else()
    {
        await using var node = await TestNode.Start(runner: new RestrictedRunner(new FakeTimeProvider()));

        var refused = await node.Jobs.Submit(TestNode.Script(await node.Pool()), null, node.Institute, default);

        Assert.Equal("compute.sandbox.unavailable", refused.Refusal!.Code);
    }

    private static async Task<Dictionary<string, string>> Report(string csv)
    {
        await using var node = await TestNode.Start(runner: new RestrictedRunner(TimeProvider.System));
        var job = await node.Submit(TestNode.Script(await node.Pool(), 1, node.DataSet("meters", csv)) with { Script = null, Bundled = "energy-report" });
        await node.Rounds.Round(default);
        await node.Rounds.Idle();
        var row = await node.Row(job.Id);
        Assert.True(row.State == JobState.Succeeded, $"{row.Outcome}: {row.Statement} {string.Join('|', await LogTests.Texts(node, job.Id))}");
        return node.World.Kept.Values.ToDictionary(k => k.Asset.Title.Split(" · ")[1], k => k.Text, StringComparer.Ordinal);
    }
}
