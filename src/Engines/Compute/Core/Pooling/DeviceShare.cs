namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A part of one device.</summary>
/// <param name="Milli">Of its computing, in thousandths, 1 to 999.</param>
/// <param name="MemoryMib">Of its memory, in MiB; 0 where the job does not say.</param>
public readonly record struct DeviceShare(int Milli, long MemoryMib);
