namespace KeyEcosystem.Contracts.Compute;

/// <summary>How much the devices of a run compute, as sampled on its machine from its start on.</summary>
/// <param name="MeasuredMs">Device time that the samples speak for: devices times milliseconds.</param>
/// <param name="BusyMs">Of this, the part in which the devices computed: each sample's utilisation times the time that it speaks for.</param>
/// <param name="At">When the last sample was taken.</param>
/// <param name="UtilisationPct">Mean utilisation of its devices in the last sample, 0 to 100; null when the tool did not say.</param>
/// <param name="MemoryUsedMib">Device memory in use in the last sample; null when the tool did not say.</param>
/// <param name="MemoryTotalMib">Device memory that its devices have; null when the tool did not say.</param>
public sealed record RunLoad(long MeasuredMs, long BusyMs, DateTimeOffset At, int? UtilisationPct, long? MemoryUsedMib, long? MemoryTotalMib);
