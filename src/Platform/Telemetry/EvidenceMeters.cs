using System.Diagnostics.Metrics;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.Hosting;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>The size of the log, from the node's start on.</summary>
internal sealed class EvidenceMeters(IMeterFactory meters, IEvidenceTail tail) : IHostedService
{
    public const string Name = "keyeco.evidence";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create(Name).CreateObservableGauge("keyeco.evidence.size", () => tail.Tail().Size, "{record}", "Records in the tree.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
