namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Devices over a time: what a cluster had open, or what one run held of it.</summary>
/// <param name="Cluster">Whose devices.</param>
/// <param name="Home">Whose workload holds them: the cluster itself, or another one; the cluster itself for what was open.</param>
/// <param name="Devices">How many.</param>
/// <param name="FromMs">Since when, milliseconds.</param>
/// <param name="ToMs">Until when.</param>
/// <param name="MeasuredMs">Device time of it in which the devices were looked at.</param>
/// <param name="BusyMs">Of this, the part in which they computed.</param>
/// <param name="Milli">Thousandths of each device.</param>
public readonly record struct DeviceSpan(Guid Cluster, Guid Home, int Devices, long FromMs, long ToMs, long MeasuredMs = 0, long BusyMs = 0, int Milli = 1000);
