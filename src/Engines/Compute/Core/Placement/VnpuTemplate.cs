namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>A part of an Ascend device as its driver can cut it.</summary>
/// <param name="Name">Name that <c>npu-smi</c> knows.</param>
/// <param name="Cores">AI cores.</param>
/// <param name="MemoryMiB">Device memory.</param>
public sealed record VnpuTemplate(string Name, int Cores, int MemoryMiB);
