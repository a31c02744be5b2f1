using KeyEcosystem.Compute.Backends;

namespace KeyEcosystem.Cli.Agent;

/// <summary>
/// Devices of a cluster that jobs hold which did not come from the node: its owner's people use it directly as well. The cluster and the list of our jobs are not looked at in one moment,
/// so of two looks, one after the other, the smaller count holds.
/// </summary>
internal sealed class OthersUse
{
    private Dictionary<string, int>? before;
    private Dictionary<string, int> now = [];

    /// <summary>Looks again.</summary>
    /// <param name="nodes">The cluster's machines.</param>
    /// <param name="ours">Jobs that came from the node, as last seen.</param>
    public void Look(IReadOnlyList<ClusterNode> nodes, IEnumerable<BackendJob> ours)
    {
        var held = ours.Where(j => !j.Ended).SelectMany(j => j.Devices).ToLookup(d => d.Flavor, d => d.Count, StringComparer.Ordinal);
        before = before is null ? [] : now;
        now = nodes.Where(n => n.Healthy).SelectMany(n => n.Devices).GroupBy(d => d.Flavor, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => Math.Max(0, g.Sum(d => d.Used) - held[g.Key].Sum()), StringComparer.Ordinal);
    }

    /// <summary>How many of a kind others hold; 0 until the second look.</summary>
    /// <param name="flavor">The cluster's word for the device.</param>
    public int Of(string flavor) => Math.Min(now.GetValueOrDefault(flavor), before?.GetValueOrDefault(flavor) ?? 0);
}
