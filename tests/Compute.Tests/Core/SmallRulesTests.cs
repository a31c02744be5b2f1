using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core;

[Trait("Store", "none")]
public sealed class SmallRulesTests
{
    [Fact]
    public void Sentences_in_two_languages_are_joined_by_language() =>
        Assert.Equal("甲。乙“x”。One. Two \"x\". three", TwoLanguages.Join("甲。One.", "", "乙“x”。Two \"x\".", "three"));

    private static readonly JobSubmission Good = new(null, default, "report", null, "echo", null, [], "research", 1, null);

    [Fact]
    public void Device_time_is_exact_in_milliseconds()
    {
        var from = DateTimeOffset.FromUnixTimeMilliseconds(1_000).AddTicks(9_999);

        var time = DeviceTime.Of(3, from, DateTimeOffset.FromUnixTimeMilliseconds(3_601_234));

        Assert.Equal(3 * 3_600_234L, time.DeviceMs);
        Assert.Equal(1_000, time.From.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void A_clock_that_was_set_back_meters_nothing() =>
        Assert.Equal(0, DeviceTime.Of(3, DateTimeOffset.FromUnixTimeMilliseconds(5), DateTimeOffset.FromUnixTimeMilliseconds(4)).DeviceMs);

    [Fact]
    public void Derived_ids_are_the_same_each_time_and_differ_by_what_they_name()
    {
        var job = new JobId(Guid.Parse("0198d7a0-0000-7000-8000-000000000001"));
        var one = new AssetId(Guid.Parse("0198d7a0-0000-7000-8000-000000000002"));

        Assert.Equal(JobIds.Use(job, one), JobIds.Use(job, one));
        Assert.NotEqual(JobIds.Use(job, one).Value, JobIds.Result(job, one.ToString()).Value);
        Assert.Equal(8, JobIds.Use(job, one).Value.Version);
        Assert.StartsWith("0198d7a0-0000", JobIds.Reading(job, 1).Value.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Input_names_are_plain_and_unique() => Assert.Equal(
        ["meters.csv", "2-meters.csv", "script", "电表_2024.csv", ".._.._etc_passwd".TrimStart('.'), "input"],
        InputNames.Of(["meters.csv", "METERS.csv".ToLowerInvariant(), "script", "电表 2024.csv", "../../etc/passwd", "..."]));

    [Fact]
    public void A_long_title_keeps_its_extension() => Assert.EndsWith("x.csv", InputNames.Of([new string('x', 300) + ".csv"])[0], StringComparison.Ordinal);

    [Theory]
    [InlineData("echo hello\n", "/bin/sh /script")]
    [InlineData("#!/usr/bin/env python3\nprint(1)\n", "/usr/bin/env python3 /script")]
    [InlineData("#!/bin/bash -eu -o pipefail\r\n", "/bin/bash -eu -o pipefail /script")]
    [InlineData("#! /usr/bin/python3", "/usr/bin/python3 /script")]
    [InlineData("#!\necho hello", "/bin/sh /script")]
    public void A_script_is_run_by_what_its_first_line_names(string script, string command)
    {
        Assert.Equal(command, string.Join(' ', Scripts.Command(script)));
        Assert.True(Scripts.Command(script).Count <= 3, "the system gives one argument");
    }

    [Fact]
    public void The_bundled_script_has_its_pinned_hash() => Assert.True(BundledJobs.IsPinned(BundledJobs.Command, Bundle.Script("energy-report")));

    [Fact]
    public void One_changed_character_is_not_pinned()
    {
        Assert.False(BundledJobs.IsPinned(BundledJobs.Command, Bundle.Script("energy-report") + " "));
        Assert.False(BundledJobs.IsPinned(["/bin/sh", "-x", "/script"], Bundle.Script("energy-report")));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("purpose")]
    [InlineData("devices")]
    [InlineData("command")]
    [InlineData("script")]
    [InlineData("bundled")]
    [InlineData("dataSets")]
    [InlineData("limits.wallSeconds")]
    [InlineData("limits.memoryMb")]
    [InlineData("limits.cpus")]
    [InlineData("limits.processes")]
    [InlineData("limits.diskMb")]
    [InlineData("expectedSeconds")]
    [InlineData("priority")]
    public void A_wrong_field_is_named(string field)
    {
        var options = new ComputeOptions();
        var bad = field switch
        {
            "name" => Good with { Name = "a\nb" },
            "purpose" => Good with { Purpose = "for fun" },
            "devices" => Good with { Devices = 0 },
            "command" => Good with { Command = [""] },
            "script" => Good with { Script = new string('值', options.ScriptBytesMax / 3 + 1) },
            "bundled" => Good with { Bundled = "other" },
            "dataSets" => Good with { DataSets = [default, default] },
            "limits.wallSeconds" => Good with { Limits = new JobLimits(0, null, null, null) },
            "limits.memoryMb" => Good with { Limits = new JobLimits(null, JobRules.ClusterMemoryMbMax + 1, null, null) },
            "limits.cpus" => Good with { Limits = new JobLimits(null, null, null, null) { Cpus = 0 } },
            "expectedSeconds" => Good with { ExpectedSeconds = options.WallSecondsMax + 1 },
            "priority" => Good with { Priority = -101 },
            "limits.processes" => Good with { Limits = new JobLimits(null, null, -1, null) },
            _ => Good with { Limits = new JobLimits(null, null, null, int.MaxValue) },
        };

        Assert.Null(JobRules.Check(Good, options));
        Assert.Equal(field, JobRules.Check(bad, options)?.Field);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(4096, null, null)]
    [InlineData(4097, null, "limits.memoryMb")]
    [InlineData(null, 2, "limits.cpus")]
    public void What_the_node_itself_cannot_give_needs_a_cluster(int? memoryMb, int? cpus, string? field)
    {
        var job = Good with { Limits = new JobLimits(null, memoryMb, null, null) { Cpus = cpus } };

        Assert.Null(JobRules.Check(job, new ComputeOptions()));
        Assert.Equal(field, JobRules.CheckNode(job, new ComputeOptions())?.Field);
        Assert.Equal(field is not null, JobRules.NeedsAgent(job, new ComputeOptions()));
    }

    [Fact]
    public void A_script_of_exactly_the_limit_is_taken() => Assert.Null(JobRules.Check(Good with { Script = new string('x', new ComputeOptions().ScriptBytesMax) }, new ComputeOptions()));
}
