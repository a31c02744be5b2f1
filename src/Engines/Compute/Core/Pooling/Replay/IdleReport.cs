using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>How much of a cluster stood idle while somebody waited.</summary>
/// <param name="IdlePct">Idle part of all device samples.</param>
/// <param name="MinutesWithWaitingPct">Part of the samples in which somebody waits for devices.</param>
/// <param name="WaitingFullyCoverablePct">Part of those in which the idle devices of all owners cover everything that waits.</param>
/// <param name="ServableSharePct">Part of the waiting device time that could run at once in a pool.</param>
/// <param name="IdlePooledPct">Idle part that would be left then.</param>
/// <param name="Samples">Samples.</param>
/// <param name="Gap">Where samples are missing; null where none are.</param>
public sealed record IdleReport(double IdlePct, double MinutesWithWaitingPct, double WaitingFullyCoverablePct, double ServableSharePct, double IdlePooledPct, int Samples, SampleGap? Gap = null)
{
    private const int DevicesMax = 100_000_000;

    /// <summary>Reads samples: one row for each minute and owner.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="lines">Its lines: minute, vc, total_gpus, running_gpus, pending_gpus.</param>
    public static Result<IdleReport> Parse(string file, IEnumerable<string> lines)
    {
        var table = CsvTable.Open(file, lines, ["minute", "vc", "total_gpus", "running_gpus", "pending_gpus"]);
        if (!table.IsOk)
        {
            return table.Refusal;
        }

        var known = new Dictionary<(long Minute, string Owner), int>();
        var minutes = new SortedDictionary<long, (long Total, long Running, long Pending)>();
        foreach (var row in table.Value.Rows())
        {
            if (row.Refusal is { } broken)
            {
                return broken;
            }

            if (row.Number("minute", long.MaxValue) is not { } minute)
            {
                return row.OutOf("minute", 0, long.MaxValue);
            }

            if (row.Text("vc") is { Length: 0 })
            {
                return row.Wrong("vc", "the name of an owner", "所有者名称");
            }

            if (!known.TryAdd((minute, row.Text("vc")), row.Line))
            {
                var first = known[(minute, row.Text("vc"))];
                return row.Wrong("vc", $"one row for each minute and owner; minute {minute} of this owner stands in line {first} too", $"每分钟每个所有者一行（该所有者第 {minute} 分钟已在第 {first} 行）");
            }

            if (row.Number("total_gpus", DevicesMax) is not { } total)
            {
                return row.OutOf("total_gpus", 0, DevicesMax);
            }

            if (row.Number("running_gpus", DevicesMax) is not { } running)
            {
                return row.OutOf("running_gpus", 0, DevicesMax);
            }

            if (running > total)
            {
                return row.Wrong("running_gpus", $"at most total_gpus, which is {total}", $"不大于 total_gpus（{total}）");
            }

            if (row.Number("pending_gpus", DevicesMax) is not { } pending)
            {
                return row.OutOf("pending_gpus", 0, DevicesMax);
            }

            var (totals, runnings, pendings) = minutes.GetValueOrDefault(minute);
            minutes[minute] = (totals + total, runnings + running, pendings + pending);
        }

        return minutes.Count == 0 ? CsvTable.Empty(file, "samples", "采样")
            : Wanting(file, known) is { } wanting ? wanting
            : Of([.. minutes.Values]) with { Gap = SampleGap.Of([.. known.GroupBy(k => k.Key.Minute, k => k.Value).Select(g => (g.Key, g.Min())).OrderBy(m => m.Key)]) };
    }

    /// <summary>An owner without a row in some minute would count as one without devices, and the cluster as smaller than it is.</summary>
    private static Refusal? Wanting(string file, Dictionary<(long Minute, string Owner), int> known)
    {
        var owners = known.Keys.Select(k => k.Owner).ToHashSet(StringComparer.Ordinal);
        if (known.GroupBy(k => k.Key.Minute).Where(g => g.Count() < owners.Count).MinBy(g => g.Key) is not { } minute)
        {
            return null;
        }

        var (line, owner) = (minute.Max(k => k.Value), owners.Except(minute.Select(k => k.Key.Owner), StringComparer.Ordinal).Order(StringComparer.Ordinal).First());
        return new Refusal("compute.file.row", "A row is missing.", $"{file}, line {line}, column vc: minute {minute.Key} ends there without a row of \"{owner}\", which has rows of other minutes; each minute has one row of each owner. {file} 第 {line} 行 vc 列：第 {minute.Key} 分钟至此没有“{owner}”的行，而该所有者在其他分钟有；每分钟每个所有者须各有一行。");
    }

    private static IdleReport Of(IReadOnlyList<(long Total, long Running, long Pending)> samples)
    {
        var waiting = samples.Where(s => s.Pending > 0).ToList();
        var total = samples.Sum(s => s.Total);
        var idle = samples.Sum(s => s.Total - s.Running);
        var servable = waiting.Sum(s => Math.Min(s.Pending, Math.Max(0, s.Total - s.Running)));
        return new IdleReport(
            Percent(idle, total),
            Percent(waiting.Count, samples.Count),
            Percent(waiting.Count(s => s.Total - s.Running >= s.Pending), waiting.Count),
            Percent(servable, waiting.Sum(s => s.Pending)),
            Percent(idle - servable, total),
            samples.Count);
    }

    private static double Percent(long part, long whole) => whole == 0 ? 0 : 100.0 * part / whole;
}
