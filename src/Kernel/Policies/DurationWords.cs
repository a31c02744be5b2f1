using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Durations as people say them.</summary>
internal static class DurationWords
{
    private const int MonthsOfYear = 12;

    /// <summary>A duration in words: <c>P14M</c> is 1 year 2 months.</summary>
    /// <param name="duration">The duration, of whole seconds.</param>
    /// <param name="zh">Chinese instead of English.</param>
    public static string Say(OdrlValue duration, bool zh)
    {
        var (months, time) = (duration.First.Months, TimeSpan.FromTicks((long)duration.First.At));
        (long Count, string Zh, string En)[] parts =
        [
            (months / MonthsOfYear, "年", "year"), (months % MonthsOfYear, "个月", "month"), (time.Days, "天", "day"), (time.Hours, "小时", "hour"), (time.Minutes, "分钟", "minute"), (time.Seconds, "秒", "second"),
        ];
        var said = parts.Where(p => p.Count > 0).Select(p => zh ? $"{p.Count} {p.Zh}" : $"{p.Count} {p.En}{(p.Count == 1 ? "" : "s")}").ToList();
        return said.Count == 0 ? duration.Text : string.Join(' ', said);
    }
}
