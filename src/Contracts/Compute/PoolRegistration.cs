using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>A member puts devices behind its asset of kind compute-pool.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one pool; null lets the node choose.</param>
/// <param name="Asset">The asset; it has one pool.</param>
/// <param name="Devices">How many devices, from 1.</param>
/// <param name="Model">Device model, 1 to 100 characters.</param>
/// <param name="Origin">ISO 3166 two letters: where the devices were made.</param>
/// <param name="Class">cpu, gpu, npu or fpga.</param>
/// <param name="PeakFlops">Peak operations a second of one device at the precision, from 0.</param>
/// <param name="Precision">fp64, fp32, tf32, bf16, fp16, fp8 or int8.</param>
/// <param name="AssetValueMinor">What the devices are worth, in fen, from 0; shown to the owner only.</param>
/// <param name="NetworkGranted">Whether jobs may use the network.</param>
/// <param name="Offered">Whether jobs are taken.</param>
/// <param name="Healthy">Whether the devices work.</param>
public sealed record PoolRegistration(PoolId? Id, AssetId Asset, int Devices, string Model, string Origin, string Class, long PeakFlops, string Precision, long AssetValueMinor, bool NetworkGranted, bool Offered, bool Healthy)
{
    /// <summary>What runs its jobs: node (the node's sandbox), or agent (a cluster attached by an agent); null for node.</summary>
    public string? Backend { get; init; }
}
