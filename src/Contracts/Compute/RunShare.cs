namespace KeyEcosystem.Contracts.Compute;

/// <summary>A run's part of a device.</summary>
/// <param name="Device">Runs with the same key hold parts of one device: the cluster chooses it for the first and gives it to the others.</param>
/// <param name="Milli">Of its computing, in thousandths.</param>
/// <param name="MemoryMib">Of its memory, in MiB; 0 where the job does not say.</param>
/// <param name="Part">Name of the part, where the device's driver cuts fixed parts only; null else.</param>
public sealed record RunShare(string Device, int Milli, long MemoryMib, string? Part);
