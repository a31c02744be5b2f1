using KeyEcosystem.Compute.Core;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core;

[Trait("Store", "none")]
public sealed class JobTransitionsTests
{
    public static TheoryData<JobState, JobStep> Cells
    {
        get
        {
            var cells = new TheoryData<JobState, JobStep>();
            foreach (var state in Enum.GetValues<JobState>())
            {
                foreach (var step in Enum.GetValues<JobStep>())
                {
                    cells.Add(state, step);
                }
            }

            return cells;
        }
    }

    /// <summary>The slow, obvious form of the table.</summary>
    [Theory]
    [MemberData(nameof(Cells))]
    public void Every_cell_says_what_the_sentence_says(JobState from, JobStep step)
    {
        JobState? expected = null;
        if (from == JobState.Queued)
        {
            expected = step == JobStep.Start ? JobState.Running : step == JobStep.Admit ? JobState.Admitted : step == JobStep.Fail ? JobState.Failed : step == JobStep.Cancel ? JobState.Cancelled : null;
        }
        else if (from is JobState.Running or JobState.Admitted)
        {
            expected = step == JobStep.Start && from == JobState.Admitted ? JobState.Running : step == JobStep.Evict ? JobState.Queued : step == JobStep.Succeed ? JobState.Succeeded : step == JobStep.Cancel ? JobState.Cancelled : step is JobStep.Fail or JobStep.Lose ? JobState.Failed : null;
        }

        Assert.Equal(expected, JobTransitions.Next(from, step));
    }

    [Fact]
    public void An_ended_job_never_moves_again() =>
        Assert.All(Enum.GetValues<JobState>().Where(JobTransitions.Ended), s => Assert.All(Enum.GetValues<JobStep>(), step => Assert.Null(JobTransitions.Next(s, step))));

    [Theory]
    [InlineData(JobState.Queued, false)]
    [InlineData(JobState.Admitted, false)]
    [InlineData(JobState.Running, false)]
    [InlineData(JobState.Succeeded, false)]
    [InlineData(JobState.Failed, true)]
    [InlineData(JobState.Cancelled, true)]
    public void Only_what_went_wrong_is_repeated(JobState state, bool may) => Assert.Equal(may, JobTransitions.MayRetry(state));
}
