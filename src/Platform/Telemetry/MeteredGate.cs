using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>The Gate with its figures and a span for each question that is put on record.</summary>
internal sealed class MeteredGate(IGate gate, GateMeters meters, TimeProvider clock) : IGate
{
    public ValueTask<GateAnswer> Explain(GateUse use, CancellationToken stop) => gate.Explain(use, stop);

    public async ValueTask<Result<GateAnswer>> Pass(GateUse use, CancellationToken stop)
    {
        using var span = GateMeters.Spans.StartActivity("keyeco.gate.pass");
        span?.SetTag("keyeco.use", use.Use.ToString()).SetTag("keyeco.asset", use.Asset.ToString());
        var began = clock.GetTimestamp();
        var answer = await gate.Pass(use, stop);
        var (outcome, reason) = answer switch
        {
            { IsOk: false } => ("failed", answer.Refusal.Code),
            { Value.Permitted: true } => ("permitted", ""),
            _ => ("refused", answer.Value.Reasons[0].Code),
        };
        span?.SetTag("keyeco.outcome", outcome);
        meters.Answered(Known(use), outcome, reason, clock.GetElapsedTime(began));
        return answer;
    }

    public async ValueTask<GateAnswer> Permit(Change change, GateUse use, CancellationToken stop)
    {
        var began = clock.GetTimestamp();
        var answer = await gate.Permit(change, use, stop);
        if (answer.Permitted)
        {
            // A refusal is counted when it is put on record.
            meters.Answered(Known(use), "permitted", "", clock.GetElapsedTime(began));
        }

        return answer;
    }

    public ValueTask<GateAnswer> Confirm(Change change, UseId use, CancellationToken stop) => gate.Confirm(change, use, stop);

    public ValueTask Begin(Change change, UseId use, CancellationToken stop) => gate.Begin(change, use, stop);

    public ValueTask Finish(Change change, UseId use, string outcome, DateTimeOffset at, CancellationToken stop, (long Bytes, long Rows)? read = null) => gate.Finish(change, use, outcome, at, stop, read);

    /// <summary>The node's actions get a series of their own; what a caller makes up is counted together.</summary>
    private static string Known(GateUse use) => UseRequest.Actions.Contains(use.Action) ? use.Action : "other";
}
