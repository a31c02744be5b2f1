using KeyEcosystem.Compute.Core.Pooling;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

/// <summary>What is learned of run times.</summary>
public sealed class RunTimeEstimatesTests
{
    private static readonly OwnerId Owner = new(0);

    [Fact]
    public void What_has_run_long_has_long_to_run_where_few_run_for_days()
    {
        var estimates = Learned([1, 1, 1, 1, 1, 1, 1, 1, 100, 100, 100, 100, 100, 100]);

        Assert.True(estimates.MeanLeftMs(Owner, 1, 2) > estimates.MeanLeftMs(Owner, 1, 0));
        Assert.Equal(98, estimates.LeftMs(Owner, 1, 2, 0.5));
    }

    [Fact]
    public void Many_that_end_at_once_make_a_completion_cheap_although_the_mean_is_large()
    {
        var tail = Learned([1, 1, 1, 1, 1, 1, 1, 1000]);
        var even = Learned([60, 60, 60, 60, 60, 60, 60, 60]);

        Assert.True(tail.MeanLeftMs(Owner, 1, 0) > even.MeanLeftMs(Owner, 1, 0));
        Assert.True(tail.CostOfCompletionMs(Owner, 1, 0) < even.CostOfCompletionMs(Owner, 1, 0));
    }

    [Fact]
    public void Of_whom_too_little_is_known_what_others_needed_is_taken()
    {
        var estimates = Learned([10, 10, 10, 10, 10, 10]);

        Assert.Equal(10, estimates.MeanLeftMs(new OwnerId(7), 64, 0));
        Assert.True(new RunTimeEstimates().MeanLeftMs(Owner, 1, 0) > 0);
    }

    [Fact]
    public void A_copy_learns_nothing_of_what_comes_after()
    {
        var estimates = Learned([10, 10, 10, 10, 10, 10]);
        var copy = estimates.Copy();
        foreach (var ran in Enumerable.Repeat(1000L, 300))
        {
            estimates.Observe(Owner, 1, ran);
        }

        Assert.Equal(10, copy.MeanLeftMs(Owner, 1, 0));
        Assert.Equal(1000, estimates.MeanLeftMs(Owner, 1, 0));
    }

    private static RunTimeEstimates Learned(long[] runs)
    {
        var estimates = new RunTimeEstimates();
        foreach (var ran in runs)
        {
            estimates.Observe(Owner, 1, ran);
        }

        return estimates;
    }
}
