using KeyEcosystem.Compute.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Work;

/// <summary>What is said of cohorts that there are not.</summary>
internal static class CohortRefusals
{
    /// <summary>There is no such cohort; which names are near.</summary>
    public static async Task<Refusal> Unknown(ComputeReads reads, string name, CancellationToken stop)
    {
        var near = string.Join(", ", NearNames.Of(name, (await reads.KnownPools(stop)).Values.Select(p => p.Cohort).OfType<string>().Distinct(StringComparer.Ordinal)));
        return new Refusal(
            "compute.cohort.unknown",
            "There is no such cohort.",
            $"No pool lends in a cohort \"{name}\", or did in the time asked for. 没有算力池在共享组“{name}”中出借，所问时间内也没有。{(near.Length > 0 ? $" Did you mean: {near}?" : "")}",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["near"] = near });
    }
}
