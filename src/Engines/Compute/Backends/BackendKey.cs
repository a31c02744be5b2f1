using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends;

/// <summary>Names one attempt to run a job on a cluster; the idempotency key. Text form <c>job_</c>, 32 hexadecimal digits, <c>.e</c> and the epoch.</summary>
/// <param name="Job">The job.</param>
/// <param name="Epoch">Which lease of it, from 1 on: a job that is tried anew elsewhere has a higher one.</param>
public readonly record struct BackendKey(JobId Job, int Epoch)
{
    private const string Mark = ".e";

    /// <summary>The text form.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Job}{Mark}{Epoch}");

    /// <summary>Reads the text form.</summary>
    /// <param name="text">Text as the scheduler kept it.</param>
    /// <param name="key">The key, when it is one.</param>
    public static bool TryParse(string? text, out BackendKey key)
    {
        key = default;
        var at = text?.LastIndexOf(Mark, StringComparison.Ordinal) ?? -1;
        if (at < 0 || !JobId.TryParse(text![..at], null, out var job)
            || !int.TryParse(text.AsSpan(at + Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var epoch))
        {
            return false;
        }

        key = new BackendKey(job, epoch);
        return true;
    }
}
