using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace KeyEcosystem.Platform.Telemetry;

/// <summary>How the Gate decides: answers by outcome, and how long they take.</summary>
internal sealed class GateMeters
{
    public const string Name = "keyeco.gate";
    private readonly Counter<long> decisions;
    private readonly Histogram<double> durations;

    public GateMeters(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        decisions = meter.CreateCounter<long>("keyeco.gate.decisions", "{decision}", "Answers that were put on record.");
        durations = meter.CreateHistogram<double>("keyeco.gate.duration", "s", "From the question to the answer on record.");
    }

    public static ActivitySource Spans { get; } = new(Name);

    public void Answered(string action, string outcome, string reason, TimeSpan took)
    {
        var tags = new TagList { { "action", action }, { "outcome", outcome }, { "reason", reason } };
        decisions.Add(1, tags);
        durations.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
    }
}
