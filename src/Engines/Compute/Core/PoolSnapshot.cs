namespace KeyEcosystem.Compute.Core;

/// <summary>What the queue of a pool depends on.</summary>
/// <param name="Devices">Devices that take jobs: none when the pool is not offered or not healthy.</param>
/// <param name="DevicesBusy">Devices held by running jobs; may exceed the devices after the pool shrank.</param>
/// <param name="SlotsFree">How many more jobs the node can run at a time.</param>
public readonly record struct PoolSnapshot(int Devices, int DevicesBusy, int SlotsFree)
{
    /// <summary>When it will be closed, where that is known.</summary>
    public KnownHours? Hours { get; init; }
}
