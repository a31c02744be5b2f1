using System.Globalization;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Amounts of a trial's caps as a person reads them.</summary>
public static class TrialAmounts
{
    /// <summary>Device time, e.g. <c>59 min 57 s</c>; what is begun counts as a second.</summary>
    /// <param name="milliseconds">Devices times milliseconds, from 0.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Time(long milliseconds, bool chinese)
    {
        var seconds = (milliseconds + 999) / 1000;
        var (minutes, rest) = (seconds / 60, seconds % 60);
        return (minutes, rest) switch
        {
            (0, _) => chinese ? $"{rest} 秒" : $"{rest} s",
            (_, 0) => chinese ? $"{minutes} 分钟" : $"{minutes} min",
            _ => chinese ? $"{minutes} 分 {rest} 秒" : $"{minutes} min {rest} s",
        };
    }

    /// <summary>Bytes in the largest binary unit that leaves a whole part, e.g. <c>1.2 MiB</c>.</summary>
    /// <param name="bytes">From 0.</param>
    public static string Bytes(long bytes)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
        var (amount, unit) = ((decimal)bytes, 0);
        for (; amount >= 1024 && unit < units.Length - 1; unit++)
        {
            amount /= 1024;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{amount:0.#} {units[unit]}");
    }
}
