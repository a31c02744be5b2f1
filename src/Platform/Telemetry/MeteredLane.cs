using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>The lane with its figures and a span for each command.</summary>
internal sealed class MeteredLane(ILane lane, LaneMeters meters) : ILane
{
    public async ValueTask<Result<Committed>> Commit(Change change, CancellationToken stop)
    {
        using var span = LaneMeters.Spans.StartActivity("keyeco.lane.commit");
        span?.SetTag("keyeco.verb", change.Acts[0].Verb);
        var entered = meters.Enter();
        var outcome = "withdrawn";
        try
        {
            var done = await lane.Commit(change, stop);
            outcome = done.IsOk ? "done" : done.Refusal.Code;
            return done;
        }
        finally
        {
            span?.SetTag("keyeco.outcome", outcome);
            meters.Leave(entered, outcome);
        }
    }
}
