using KeyEcosystem.Compute.Backends.Local;

namespace KeyEcosystem.Compute.Tests.Backends;

internal sealed class LocalRig : BackendRig
{
    public LocalRig() => Open();

    public override TimeProvider Time => TimeProvider.System;

    public override (int Devices, int OfNode) Size => (4, 4);

    public LocalOptions Options => new(Path.Combine(Folder, "runs"), "here", ["h100", "h100", "h100", "h100"], 16, 4000);

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
