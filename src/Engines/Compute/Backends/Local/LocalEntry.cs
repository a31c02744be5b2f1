namespace KeyEcosystem.Compute.Backends.Local;

/// <summary>One job of this machine in memory; everything in it can be read again from its run folder.</summary>
internal sealed class LocalEntry(BackendSubmission submission, DateTimeOffset at)
{
    /// <summary>The job.</summary>
    public BackendSubmission Submission { get; } = submission;

    /// <summary>When it was taken.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>Devices it was given; null before.</summary>
    public IReadOnlyList<HeldDevices>? Held { get; set; }

    /// <summary>Whether this adapter has started its keeper.</summary>
    public bool Launched { get; set; }

    /// <summary>Whether it was asked to end.</summary>
    public bool Asked { get; set; }

    /// <summary>How it stood when last looked at.</summary>
    public BackendJob Job { get; set; } = new(submission.Key, submission.Key.ToString(), BackendJobState.Pending, at) { Reason = "Resources" };
}
