namespace KeyEcosystem.Cli.Compute;

/// <summary>Stretches of a trace's time in both languages, in the unit that suits them: a trace may last a minute or a month.</summary>
internal static class WindowWords
{
    private const double HourS = 3600;
    private const double DayS = 24 * HourS;

    /// <summary>A window.</summary>
    /// <param name="fromS">Its first second.</param>
    /// <param name="toS">Its end.</param>
    public static (string En, string Zh) Of(long fromS, long toS)
    {
        var (unit, en, zh) = Unit(toS - fromS);
        return ($"{en}s {fromS / unit:0.##} to {toS / unit:0.##}", $"第 {fromS / unit:0.##} 至 {toS / unit:0.##} {zh}");
    }

    /// <summary>A moment of the trace.</summary>
    /// <param name="seconds">Seconds after its beginning.</param>
    public static (string En, string Zh) Moment(double seconds)
    {
        var (unit, en, zh) = Unit(seconds);
        return ($"{en} {seconds / unit:0.##}", $"第 {seconds / unit:0.##} {zh}");
    }

    /// <summary>How long something took, in the unit that suits it: two digits of hours tell nothing of waits of seconds.</summary>
    /// <param name="hours">Its hours.</param>
    public static string Span(double hours) =>
        hours >= 1 ? $"{hours:0.00} h" : hours * 60 >= 1 ? $"{hours * 60:0.0} min" : $"{hours * HourS:0.#} s";

    private static (double Seconds, string En, string Zh) Unit(double seconds) =>
        seconds >= DayS ? (DayS, "day", "天") : seconds >= HourS ? (HourS, "hour", "小时") : (1, "second", "秒");
}
