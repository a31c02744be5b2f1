using KeyEcosystem.Compute.Backends.Local;

namespace KeyEcosystem.Compute.Tests.Backends;

internal sealed class LocalRig : BackendRig
{
    private readonly int? cores;

    /// <summary>A machine of four devices; of 16 processors, or of so many, and then with one for each device.</summary>
    public LocalRig(int? cores = null)
    {
        this.cores = cores;
        Open();
    }

    public override TimeProvider Time => TimeProvider.System;

    public override (int Devices, int OfNode) Size => (4, 4);

    public LocalOptions Options => new(Path.Combine(Folder, "runs"), "here", ["h100", "h100", "h100", "h100"], cores is null ? 16 : Math.Max(4, cores.Value), 4000) { Cores = cores };

    public override void Reopen()
    {
        ((LocalProcesses)Backend).Dispose();
        Open();
    }

    public override Task Pass() => Task.Delay(20);

    public override void Dispose()
    {
        ((LocalProcesses)Backend).Dispose();
        base.Dispose();
    }

    private void Open() => Backend = new LocalProcesses(Options, Time);
}
