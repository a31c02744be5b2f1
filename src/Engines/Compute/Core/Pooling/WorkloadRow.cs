namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A workload as a row.</summary>
/// <param name="Workload">Which.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Shadow">Where it would stand if its owner were alone.</param>
/// <param name="ShadowStartMs">When it would have started then.</param>
/// <param name="ShadowBaseMs">Progress it would have made before that.</param>
/// <param name="ProgressMs">Useful work done when it last started.</param>
/// <param name="SinceMs">When it last started.</param>
/// <param name="NeedMs">Useful work it needed; -1 while it is not done.</param>
/// <param name="Cluster">Where it runs; null while it does not.</param>
/// <param name="Devices">Devices it holds.</param>
public sealed record WorkloadRow(
    Workload Workload, PoolJobState State, ShadowState Shadow, long ShadowStartMs, long ShadowBaseMs, long ProgressMs, long SinceMs, long NeedMs, ClusterId? Cluster, int Devices);
