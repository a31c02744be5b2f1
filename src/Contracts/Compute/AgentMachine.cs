namespace KeyEcosystem.Contracts.Compute;

/// <summary>What one machine of an attached cluster has.</summary>
/// <param name="Devices">Devices.</param>
/// <param name="Cpus">Processor cores.</param>
/// <param name="MemoryMib">Memory in MiB.</param>
/// <param name="GangDevices">Devices of a gang that go to one machine, when it is to be spread over several; 0 where a run has one machine only.</param>
public sealed record AgentMachine(int Devices, int Cpus, long MemoryMib, int GangDevices);
