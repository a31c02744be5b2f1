namespace KeyEcosystem.Contracts.Compute;

/// <summary>Devices of one model at an attached cluster.</summary>
/// <param name="Model">Device model as the cluster names it; empty for plain processor slots.</param>
/// <param name="Devices">How many it has.</param>
/// <param name="DevicesUp">How many work now.</param>
/// <param name="Nodes">Machines that have them.</param>
public sealed record AgentDevices(string Model, int Devices, int DevicesUp, int Nodes);
