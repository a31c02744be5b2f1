using System.Globalization;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Simulation;
using Microsoft.Extensions.Time.Testing;

namespace KeyEcosystem.Compute.Tests.Backends;

internal sealed class SimulatedRig : BackendRig
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public SimulatedRig()
    {
        ClusterNode Node(string name) => new(name, true, "idle", 8, 0, 4000, 0, [new NodeDevices("h100", 4, 0)]);
        Cluster = new SimulatedCluster("simulated", [Node("one"), Node("two")], RunOf, time);
        Reopen();
    }

    public SimulatedCluster Cluster { get; }

    public override TimeProvider Time => time;

    public override (int Devices, int OfNode) Size => (8, 4);

    public override void Reopen() => Backend = new SimulatedBackend(Cluster, time);

    public override Task Pass()
    {
        time.Advance(TimeSpan.FromMilliseconds(100));
        return Task.CompletedTask;
    }

    public override int? Runs(BackendSubmission job) => null;

    private static SimulatedRun RunOf(BackendSubmission job)
    {
        var words = job.Environment;
        return new SimulatedRun(TimeSpan.FromSeconds(double.Parse(words["SECONDS_"], CultureInfo.InvariantCulture)), int.Parse(words["CODE"], CultureInfo.InvariantCulture)) { EndsWithin = words["DEAF"] == "1" ? null : TimeSpan.Zero };
    }
}
