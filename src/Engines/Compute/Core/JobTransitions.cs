namespace KeyEcosystem.Compute.Core;

/// <summary>The life of a job as one table. A retry is a new job with uses of its own, so an ended job never moves again.</summary>
public static class JobTransitions
{
    private static readonly (JobState From, JobStep Step, JobState To)[] Table =
    [
        (JobState.Queued, JobStep.Start, JobState.Running),
        (JobState.Queued, JobStep.Admit, JobState.Admitted),
        (JobState.Queued, JobStep.Fail, JobState.Failed),
        (JobState.Queued, JobStep.Cancel, JobState.Cancelled),
        (JobState.Admitted, JobStep.Start, JobState.Running),
        (JobState.Admitted, JobStep.Evict, JobState.Queued),
        (JobState.Admitted, JobStep.Succeed, JobState.Succeeded),
        (JobState.Admitted, JobStep.Fail, JobState.Failed),
        (JobState.Admitted, JobStep.Cancel, JobState.Cancelled),
        (JobState.Admitted, JobStep.Lose, JobState.Failed),
        (JobState.Running, JobStep.Evict, JobState.Queued),
        (JobState.Running, JobStep.Succeed, JobState.Succeeded),
        (JobState.Running, JobStep.Fail, JobState.Failed),
        (JobState.Running, JobStep.Cancel, JobState.Cancelled),
        (JobState.Running, JobStep.Lose, JobState.Failed),
    ];

    /// <summary>The state after a step; null when the step is not possible from here.</summary>
    /// <param name="from">The state now.</param>
    /// <param name="step">What happens.</param>
    public static JobState? Next(JobState from, JobStep step)
    {
        foreach (var t in Table)
        {
            if (t.From == from && t.Step == step)
            {
                return t.To;
            }
        }

        return null;
    }

    /// <summary>Whether nothing more can happen.</summary>
    /// <param name="state">The state.</param>
    public static bool Ended(JobState state) => state is JobState.Succeeded or JobState.Failed or JobState.Cancelled;

    /// <summary>Whether the job holds devices.</summary>
    /// <param name="state">The state.</param>
    public static bool Holds(JobState state) => state is JobState.Admitted or JobState.Running;

    /// <summary>Whether the job may be asked for again.</summary>
    /// <param name="state">The state.</param>
    public static bool MayRetry(JobState state) => state is JobState.Failed or JobState.Cancelled;

    /// <summary>The word for a state, as the API and the records say it.</summary>
    /// <param name="state">The state.</param>
    public static string Word(JobState state) => state switch
    {
        JobState.Queued => "queued",
        JobState.Admitted => "admitted",
        JobState.Running => "running",
        JobState.Succeeded => "succeeded",
        JobState.Failed => "failed",
        _ => "cancelled",
    };
}
