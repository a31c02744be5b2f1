namespace KeyEcosystem.Compute.Backends;

/// <summary>What a cluster has.</summary>
/// <param name="Cluster">The cluster's own name.</param>
/// <param name="Software">What runs it, with its version, such as <c>slurm 22.05.8</c>.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Nodes">Its nodes.</param>
public sealed record ClusterInventory(string Cluster, string Software, DateTimeOffset At, IReadOnlyList<ClusterNode> Nodes)
{
    /// <summary>Devices that healthy nodes offer, by flavor.</summary>
    public IReadOnlyDictionary<string, int> Offered =>
        Nodes.Where(n => n.Healthy).SelectMany(n => n.Devices).GroupBy(d => d.Flavor, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(d => d.Total), StringComparer.Ordinal);
}
