namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>Minutes of which there is no sample where there should be one: the figures say nothing of them.</summary>
/// <param name="Line">Line of the file with the first sample after the first gap.</param>
/// <param name="AfterMinute">The last minute before it.</param>
/// <param name="NextMinute">The first after it.</param>
/// <param name="StepMinutes">How far samples are apart most often.</param>
/// <param name="SamplesMissing">Samples that are missing in all gaps together.</param>
public sealed record SampleGap(int Line, long AfterMinute, long NextMinute, long StepMinutes, long SamplesMissing)
{
    /// <summary>The gaps of a file; null where there is none.</summary>
    /// <param name="minutes">The minutes of its samples, in order, each with the first line that it stands in.</param>
    internal static SampleGap? Of(IReadOnlyList<(long Minute, int Line)> minutes)
    {
        var steps = minutes.Zip(minutes.Skip(1), (a, b) => (From: a.Minute, To: b.Minute, b.Line, Minutes: b.Minute - a.Minute)).ToList();
        if (steps.Count == 0)
        {
            return null;
        }

        var step = steps.GroupBy(s => s.Minutes).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
        var wide = steps.Where(s => s.Minutes > step).ToList();
        return wide.Count == 0 ? null : new SampleGap(wide[0].Line, wide[0].From, wide[0].To, step, wide.Sum(s => Math.Max(1, (s.Minutes / step) - 1)));
    }
}
