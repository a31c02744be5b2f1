using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Backends;

/// <summary>What a back-end refuses. None of these texts holds a token or a key.</summary>
public static class BackendRefusals
{
    /// <summary>The cluster does not answer; the facts say since when.</summary>
    public const string Unreachable = "compute.backend.unreachable";

    /// <summary>The cluster does not take the credential.</summary>
    public const string Credential = "compute.backend.credential";

    /// <summary>The cluster does not know the job.</summary>
    public const string JobUnknown = "compute.backend.job.unknown";

    /// <summary>The cluster says no to the job as it is: asked again, it would say so again.</summary>
    public const string JobRefused = "compute.backend.job.refused";

    /// <summary>The cluster does not answer.</summary>
    /// <param name="cluster">Which, by its address or name.</param>
    /// <param name="since">Since when.</param>
    /// <param name="words">What failed.</param>
    public static Refusal Away(string cluster, DateTimeOffset since, string words)
    {
        var at = since.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["since"] = at };
        return new Refusal("compute.backend.unreachable", "The cluster does not answer. 集群无应答。", $"\"{cluster}\" has not answered since {at}: {words}. Its jobs run on; it is asked again.", facts);
    }

    /// <summary>The cluster does not take the credential.</summary>
    /// <param name="cluster">Which.</param>
    /// <param name="words">What to look at.</param>
    public static Refusal NoCredential(string cluster, string words) =>
        new("compute.backend.credential", "The cluster does not take the credential. 集群不接受该凭据。", $"\"{cluster}\": {words}");

    /// <summary>The cluster does not know the job.</summary>
    /// <param name="key">Which.</param>
    public static Refusal NoJob(BackendKey key) =>
        new("compute.backend.job.unknown", "The cluster does not know the job. 集群没有该任务。", $"No job of the name \"{key}\" is known there: it was not submitted, or is forgotten.");

    /// <summary>The cluster says no.</summary>
    /// <param name="key">Which job.</param>
    /// <param name="words">The cluster's own words, or the rule that it breaks.</param>
    public static Refusal No(BackendKey key, string words) =>
        new("compute.backend.job.refused", "The cluster refuses the job. 集群拒绝该任务。", $"\"{key}\": {words}");
}
