using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Core.Pooling.Replay;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>What files may look like, and what is said of those that may not.</summary>
public sealed class TraceFilesTests
{
    private static readonly string[] Capacity = ["vc,nodes", "a,2", "b,1"];

    [Fact]
    public void Columns_are_found_by_name_in_any_order_and_jobs_of_other_owners_are_counted()
    {
        var trace = Trace.Parse("j.csv", ["vc,score,gpus,duration_s,submit_s,job_id", "b,,1,5,7,x", "a,,3,5,2,y", "zz,,3,5,2,z", ""], "c.csv", Capacity, 4).Value;

        Assert.Equal(["y", "x"], trace.Jobs.Select(j => j.Id));
        Assert.Equal((12, 1), (trace.Gpus, trace.OtherJobs));
        Assert.Equal(10, Replays.Gpus(trace, 0.85m));
    }

    [Theory]
    [InlineData("line 1: no column \"gpus\"", "job_id,submit_s,duration_s,vc")]
    [InlineData("is empty")]
    [InlineData("holds no jobs", "job_id,submit_s,duration_s,gpus,vc")]
    [InlineData("line 2, column gpus: must be a whole number from 1 to 10000000; it is \"0\"", "job_id,submit_s,duration_s,gpus,vc", "x,1,1,0,a")]
    [InlineData("line 2, column submit_s", "job_id,submit_s,duration_s,gpus,vc", "x,-1,1,1,a")]
    [InlineData("line 3, column duration_s", "job_id,submit_s,duration_s,gpus,vc", "x,1,1,1,a", "y,1,1.5,1,a")]
    [InlineData("line 3, column job_id", "job_id,submit_s,duration_s,gpus,vc", "x,1,1,1,a", "x,1,1,1,a")]
    [InlineData("line 2: 3 cells, but 5 columns", "job_id,submit_s,duration_s,gpus,vc", "x,1,1")]
    [InlineData("line 3: 6 cells, but 5 columns; cell 6, \"a\", has none.", "job_id,submit_s,duration_s,gpus,vc", "x,1,1,1,a", "y,1,000,1,1,a")]
    [InlineData("line 1: the column \"gpus\" stands there twice, in places 4 and 6", "job_id,submit_s,duration_s,gpus,vc,gpus", "x,1,1,1,a,2")]
    public void What_is_wrong_with_a_file_of_jobs_is_said_with_file_line_and_column(string words, params string[] lines)
    {
        var refused = Trace.Parse("j.csv", lines, "c.csv", Capacity, 4).Refusal;

        Assert.Contains("j.csv", refused!.Detail, StringComparison.Ordinal);
        Assert.Contains(words, refused.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("line 3, column vc", "vc,nodes", "a,1", "a,1")]
    [InlineData("line 2, column nodes", "vc,nodes", "a,many")]
    [InlineData("holds no owners", "vc,nodes")]
    public void What_is_wrong_with_a_file_of_capacities_is_said_too(string words, params string[] lines) =>
        Assert.Contains(words, Trace.Parse("j.csv", [], "c.csv", lines, 4).Refusal!.Detail, StringComparison.Ordinal);

    [Fact]
    public void Samples_without_a_column_or_with_a_broken_cell_are_refused()
    {
        Assert.Contains("pending_gpus", IdleReport.Parse("s.csv", ["minute,total_gpus,running_gpus"]).Refusal!.Detail, StringComparison.Ordinal);
        Assert.Contains("line 2, column running_gpus", IdleReport.Parse("s.csv", ["minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,x,0"]).Refusal!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("the first line must name the columns minute,vc,total_gpus,running_gpus,pending_gpus", "minute,total_gpus,running_gpus,pending_gpus", "0,4,1,0")]
    [InlineData("line 3, column running_gpus: must be at most total_gpus, which is 4; it is \"5\"", "minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,4,0", "0,b,4,5,0")]
    [InlineData("line 4, column vc: must be one row for each minute and owner; minute 0 of this owner stands in line 2 too", "minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,1,0", "5,a,4,1,0", "0,a,4,1,0")]
    [InlineData("line 3: 6 cells, but 5 columns; cell 6, \"7\", has none.", "minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,1,0", "5,a,4,1,0,7")]
    [InlineData("line 4, column vc: minute 5 ends there without a row of \"b\", which has rows of other minutes", "minute,vc,total_gpus,running_gpus,pending_gpus", "0,a,4,1,0", "0,b,4,1,0", "5,a,4,1,0", "10,a,4,1,0", "10,b,4,1,0")]
    [InlineData("line 2, column vc: must be the name of an owner", "minute,vc,total_gpus,running_gpus,pending_gpus", "0,,4,1,0")]
    public void Samples_that_can_t_be_true_are_refused_with_line_and_column(string words, params string[] lines) =>
        Assert.Contains(words, IdleReport.Parse("s.csv", lines).Refusal!.Detail, StringComparison.Ordinal);

    [Fact]
    public void Minutes_without_a_sample_are_told_with_their_line_and_counted()
    {
        string[] head = ["minute,vc,total_gpus,running_gpus,pending_gpus"];

        Assert.Equal(new SampleGap(4, 5, 20, 5, 3), IdleReport.Parse("s.csv", [.. head, "0,a,4,1,0", "5,a,4,1,0", "20,a,4,1,0", "25,a,4,1,0", "37,a,4,1,0"]).Value.Gap);
        Assert.Null(IdleReport.Parse("s.csv", [.. head, "10,a,4,1,0", "0,a,4,1,0", "5,a,4,1,0"]).Value.Gap);
        Assert.Null(IdleReport.Parse("s.csv", [.. head, "0,a,4,1,0"]).Value.Gap);
    }

    [Fact]
    public void Columns_of_one_name_that_are_not_read_move_no_other()
    {
        var trace = Trace.Parse("j.csv", ["note,note,job_id,submit_s,duration_s,gpus,vc", "1,2,x,7,5,3,a"], "c.csv", Capacity, 4).Value;

        Assert.Equal((7, 5, 3), (trace.Jobs[0].SubmitS, trace.Jobs[0].DurationS, trace.Jobs[0].Gpus));
    }

    [Fact]
    public void A_gang_larger_than_its_owners_own_devices_never_runs_alone_and_borrows_in_the_pool()
    {
        var trace = Trace.Parse("j.csv", ["job_id,submit_s,duration_s,gpus,vc", "big,0,10,8,b", "small,1,10,1,b"], "c.csv", Capacity, 4).Value;
        var alone = QueueReplay.Isolated(trace, backfill: false);

        var report = Replays.Report(trace, EntitlementReplay.Run(trace, trace.Gpus, new PoolPolicy(), 0), alone, trace.Gpus, 0, 100);

        Assert.Equal(1, Replays.Report(trace, alone, alone, null, 0, 100).JobsUnfinished);
        Assert.Equal((0, 0, 0.0), (report.JobsUnfinished, report.JobsLaterThanIsolated, report.QueueingMeanH));
    }

    [Fact]
    public void Unlike_accelerators_are_exchanged_at_the_measured_rate_and_zero_is_not_runnable()
    {
        var rates = ExchangeRates.Parse("r.csv", ["job_type,scale_factor,k80_steps_per_s,v100_steps_per_s", "net,1,2,8", "big,1,0,3"]).Value;

        Assert.Equal(4, rates.DevicesFor("net", 1, "V100", "k80"));
        Assert.Null(rates.DevicesFor("big", 1, "v100", "k80"));
        Assert.Equal(["v100"], rates.Runnable("big", 1));
        Assert.Contains("line 2, column k80_steps_per_s", ExchangeRates.Parse("r.csv", ["job_type,scale_factor,k80_steps_per_s", "net,1,fast"]).Refusal!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void The_measured_table_of_the_shared_data_is_read_whole()
    {
        var path = SharedData.File("compute/published/gavel_isolated_throughputs.csv");
        Assert.SkipWhen(path is null, "The table ../shared/data/compute/published is not beside the repository.");

        var rates = ExchangeRates.Parse("gavel", File.ReadAllLines(path)).Value;

        Assert.Equal(["k80", "p100", "v100"], rates.Models);
        Assert.Equal(32.3534 / 4.7953, rates.DevicesFor("ResNet-18 (batch size 16)", 1, "v100", "k80")!.Value, 1e-9);
    }
}
