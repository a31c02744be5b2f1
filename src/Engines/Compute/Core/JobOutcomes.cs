namespace KeyEcosystem.Compute.Core;

/// <summary>What the outcome of a job says of who failed.</summary>
public static class JobOutcomes
{
    /// <summary>The pool's side could not begin the job: its sandbox, its image or its cluster refused.</summary>
    public const string SetupFailed = "setup.failed";

    /// <summary>A sealed run is over by itself or by its limits; how, only the owner of the data is told.</summary>
    public const string SealedEnded = "sealed.ended";

    /// <summary>Whether the sender of a sealed run is told that it ended so: only what the run itself can't bring about.</summary>
    /// <param name="ending">How it ended.</param>
    public static bool ToldOfSealed(string ending)
    {
        ArgumentNullException.ThrowIfNull(ending);
        return ending is SetupFailed or "cancelled" || ending.StartsWith("compute.", StringComparison.Ordinal) || ending.StartsWith("node.", StringComparison.Ordinal);
    }

    /// <summary>The job left more than it may.</summary>
    public const string DiskLimit = "limit.disk";

    /// <summary>A result was there when the job ended and has not arrived.</summary>
    public const string ResultsLost = "results.lost";

    /// <summary>
    /// Whether the pool's side failed: the node or the cluster's agent stopped, was lost or could not run the job or build its box. Everything else is the job's own end, its limits and its cancellation too.
    /// </summary>
    /// <param name="outcome">The outcome's code.</param>
    public static bool ProviderFailed(string outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome == SetupFailed || outcome.StartsWith("agent.", StringComparison.Ordinal) || outcome.StartsWith("node.", StringComparison.Ordinal) || outcome.StartsWith("store.", StringComparison.Ordinal) || outcome.StartsWith("lane.", StringComparison.Ordinal);
    }
}
