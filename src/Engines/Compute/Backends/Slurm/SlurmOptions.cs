namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>How a Slurm cluster is reached.</summary>
/// <param name="Url">Address of slurmrestd, such as <c>https://head.example:6820</c>.</param>
/// <param name="User">The cluster's user whose jobs these are.</param>
/// <param name="RunFolder">Absolute folder that the agent and the nodes see alike; each job leaves its marks in a folder of its own in it.</param>
public sealed record SlurmOptions(Uri Url, string User, string RunFolder)
{
    /// <summary>Version of the REST interface; null asks the cluster what it serves.</summary>
    public string? ApiVersion { get; init; }

    /// <summary>File of <c>jobcomp/filetxt</c>, from which jobs are metered that slurmctld has forgotten; null where there is none.</summary>
    public string? CompletionsFile { get; init; }

    /// <summary>Time zone in which slurmctld writes that file.</summary>
    public TimeZoneInfo CompletionsZone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Whether the token may go unencrypted to another machine. On this machine it always may.</summary>
    public bool PlainHttp { get; init; }

    /// <summary>How long one answer is waited for. slurmrestd itself waits nine seconds for slurmctld.</summary>
    public TimeSpan AnswerMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is tried that got no answer at all.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Pause before the second attempt; each further one is twice as long.</summary>
    public TimeSpan BackOff { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>How long slurmctld may go on to say that a job runs whose own marks say that it has ended, before it is taken for ended and cancelled there.</summary>
    public TimeSpan UnheardMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the run folders of ended jobs are kept.</summary>
    public TimeSpan Kept { get; init; } = TimeSpan.FromDays(30);
}
