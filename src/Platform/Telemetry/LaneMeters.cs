using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>How the lane does: commands that wait, how long an answer takes, how commands end, and how many share a commit.</summary>
public sealed class LaneMeters
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "keyeco.lane";

    private static readonly TimeSpan StuckAfter = TimeSpan.FromSeconds(10);

    // Batches are made below the seam that is measured: one meter for the process.
    private static readonly Meter Process = new(Name);
    private static readonly Histogram<int> Batches = Process.CreateHistogram<int>("keyeco.lane.batch.size", "{command}", "Commands of one commit.");
    private readonly Histogram<double> durations;
    private readonly TimeProvider clock;
    private long waiting;
    private long since;
    private long failedAt = long.MinValue;
    private string? failure;

    /// <summary>Makes the instruments.</summary>
    /// <param name="meters">Makes meters.</param>
    /// <param name="clock">The node's clock.</param>
    public LaneMeters(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        var meter = meters.Create(Name);
        durations = meter.CreateHistogram<double>("keyeco.lane.commit.duration", "s", "From the command's arrival to its answer.");
        meter.CreateObservableUpDownCounter("keyeco.lane.queue", () => Interlocked.Read(ref waiting), "{command}", "Commands that wait for their answer.");
    }

    /// <summary>Spans of commands.</summary>
    public static ActivitySource Spans { get; } = new(Name);

    /// <summary>Why the lane can't be relied on just now: it does not answer, or the store failed and has not worked since; null when it can.</summary>
    public string? Fault
    {
        get
        {
            if (Interlocked.Read(ref waiting) > 0 && clock.GetElapsedTime(Interlocked.Read(ref since)) > StuckAfter)
            {
                return $"no command was answered for {StuckAfter.TotalSeconds:0} seconds";
            }

            var at = Interlocked.Read(ref failedAt);
            return at != long.MinValue && clock.GetElapsedTime(at) < StuckAfter ? failure : null;
        }
    }

    /// <summary>Counts the commands of one commit.</summary>
    /// <param name="commands">How many.</param>
    public static void Batch(int commands) => Batches.Record(commands);

    internal long Enter()
    {
        var now = clock.GetTimestamp();
        if (Interlocked.Increment(ref waiting) == 1)
        {
            Interlocked.Exchange(ref since, now);
        }

        return now;
    }

    internal void Leave(long entered, string outcome)
    {
        var now = clock.GetTimestamp();
        Interlocked.Decrement(ref waiting);
        Interlocked.Exchange(ref since, now);
        if (outcome.StartsWith("store.", StringComparison.Ordinal) || outcome == "lane.stopped")
        {
            failure = outcome;
            Interlocked.Exchange(ref failedAt, now);
        }
        else if (outcome == "done")
        {
            Interlocked.Exchange(ref failedAt, long.MinValue);
        }

        durations.Record(clock.GetElapsedTime(entered, now).TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
