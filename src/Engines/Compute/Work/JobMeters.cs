using System.Diagnostics.Metrics;

namespace KeyEcosystem.Compute.Work;

/// <summary>Jobs that run in this process, and how jobs end.</summary>
internal sealed class JobMeters
{
    private readonly Counter<long> ended;
    private readonly Counter<long> deviceMs;

    public JobMeters(IMeterFactory meters, RunningJobs running)
    {
        var meter = meters.Create("keyeco.compute");
        ended = meter.CreateCounter<long>("keyeco.compute.jobs.ended", "{job}", "Jobs that ended, by state.");
        deviceMs = meter.CreateCounter<long>("keyeco.compute.device.time", "ms", "Device time metered.");
        meter.CreateObservableUpDownCounter("keyeco.compute.jobs.running", () => running.Count, "{job}", "Jobs that run now.");
    }

    public void Ended(string state, long milliseconds)
    {
        var tag = new KeyValuePair<string, object?>("state", state);
        ended.Add(1, tag);
        deviceMs.Add(milliseconds, tag);
    }
}
