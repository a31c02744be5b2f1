namespace KeyEcosystem.Contracts.Compute;

/// <summary>The measured load of one device at an instant, as nvidia-smi or npu-smi say it.</summary>
/// <param name="At">When.</param>
/// <param name="Device">Name of machine and device, e.g. <c>n1/0</c>; 1 to 100 characters.</param>
/// <param name="UtilisationPercent">Share of time in which it computed, 0 to 100.</param>
/// <param name="MemoryUsedMib">Memory in use, MiB.</param>
/// <param name="MemoryTotalMib">Memory it has, MiB.</param>
public sealed record DeviceSample(DateTimeOffset At, string Device, int UtilisationPercent, long MemoryUsedMib, long MemoryTotalMib);
