namespace KeyEcosystem.Contracts.Compute;

/// <summary>Devices of one model at an attached cluster.</summary>
/// <param name="Model">Device model as the cluster names it; empty for plain processor slots.</param>
/// <param name="Devices">How many it has.</param>
/// <param name="DevicesUp">How many work now and are not held by jobs of others there.</param>
/// <param name="Nodes">Machines that have them.</param>
public sealed record AgentDevices(string Model, int Devices, int DevicesUp, int Nodes)
{
    /// <summary>Processor cores that come with each device when its machines' are shared out, in thousandths; 0 where that is not known.</summary>
    public int CpuMilliEach { get; init; }

    /// <summary>Memory that comes with each device likewise, in MiB; 0 where that is not known.</summary>
    public long MemoryMibEach { get; init; }

    /// <summary>The largest of these machines: what a run gets at most; null where that is not known.</summary>
    public AgentMachine? Machine { get; init; }
}
