using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>One run of a job: it is begun at most once.</summary>
/// <param name="Job">The job.</param>
/// <param name="Attempt">How often the job had been given devices by then, from 1.</param>
public readonly record struct RunName(JobId Job, int Attempt)
{
    /// <summary>The name as a key for a cluster: letters, digits and hyphens.</summary>
    public string Key => $"{Job.Value:n}-{Attempt}";

    /// <summary>Reads a key.</summary>
    /// <param name="key">As <see cref="Key"/> writes it.</param>
    /// <returns>The run; null when it is no key of ours.</returns>
    public static RunName? Parse(string? key) =>
        key is { Length: > 33 } && key[32] == '-' && Guid.TryParseExact(key.AsSpan(0, 32), "N", out var job) && int.TryParse(key.AsSpan(33), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var attempt) && attempt > 0
            ? new RunName(new JobId(job), attempt)
            : null;
}
