namespace KeyEcosystem.Compute.Backends;

/// <summary>Devices of one flavor that a job holds on one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Flavor">The cluster's word for the device (<c>h100</c>); <c>gpu</c> where it names no type.</param>
/// <param name="Count">How many.</param>
/// <param name="Indexes">Which of the node's, where the scheduler says it; else empty.</param>
public sealed record HeldDevices(string Node, string Flavor, int Count, IReadOnlyList<int> Indexes);
