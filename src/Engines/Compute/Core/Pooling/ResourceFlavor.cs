namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A kind of device that workloads can ask for.</summary>
/// <param name="Model">Device model.</param>
/// <param name="Cluster">Where devices of this kind stand.</param>
public sealed record ResourceFlavor(string Model, ClusterId Cluster);
