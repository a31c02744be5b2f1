namespace KeyEcosystem.Compute.Backends;

/// <summary>Devices of one flavor on a node.</summary>
/// <param name="Flavor">The cluster's word for the device.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Used">How many of them jobs hold.</param>
public sealed record NodeDevices(string Flavor, int Total, int Used);
