using KeyEcosystem.Compute.Backends.Slurm;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Backends;

internal sealed class SlurmRig : BackendRig
{
    private readonly SlurmCluster cluster;
    private readonly HttpClient http;

    public SlurmRig(SlurmCluster cluster, HttpMessageHandler? handler = null)
    {
        Assert.SkipWhen(cluster.Absence is not null, cluster.Absence ?? "");
        this.cluster = cluster;
        http = new HttpClient(handler ?? new SocketsHttpHandler());
        Options = new SlurmOptions(new Uri(cluster.Facts!["url"]), cluster.Facts["user"], Path.Combine(Folder, "runs")) { CompletionsFile = cluster.Facts["completions"], BackOff = TimeSpan.FromMilliseconds(20) };
        Open();
    }

    public SlurmOptions Options { get; set; }

    public override TimeProvider Time => TimeProvider.System;

    public override (int Devices, int OfNode) Size => (8, 4);

    public override void Reopen()
    {
        ((SlurmBackend)Backend).Dispose();
        Open();
    }

    public void Open(SlurmCredential? credential = null) =>
        Backend = new SlurmBackend(Options, credential ?? SlurmCredential.FromKeyFile(cluster.Facts!["key"], cluster.Facts["user"]), http, Time);

    public override Task Pass() => Task.Delay(100);

    public override void Dispose()
    {
        ((SlurmBackend)Backend).Dispose();
        http.Dispose();
        base.Dispose();
    }
}
