using System.Globalization;

namespace KeyEcosystem.WebConsole.Shared;

/// <summary>How bytes and times of devices are written.</summary>
internal static class Sizes
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB", "PB"];

    /// <summary>Bytes with three figures, in powers of a thousand.</summary>
    public static string Bytes(long bytes)
    {
        var (value, unit) = ((double)bytes, 0);
        while (value >= 999.5 && unit < Units.Length - 1)
        {
            (value, unit) = (value / 1000, unit + 1);
        }

        return value.ToString(unit == 0 || value >= 99.5 ? "0" : value >= 9.95 ? "0.0" : "0.00", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>Milliseconds as seconds, minutes or hours. A number and its unit stay on one line.</summary>
    public static string Duration(long ms) => TimeSpan.FromMilliseconds(ms) switch
    {
        { Ticks: 0 } => "0\u00A0s",
        { TotalSeconds: < 60 } t => string.Create(CultureInfo.InvariantCulture, $"{t.TotalSeconds:0.###}\u00A0s"),
        { TotalMinutes: < 60 } t => string.Create(CultureInfo.InvariantCulture, $"{(int)t.TotalMinutes}\u00A0min {t.Seconds}\u00A0s"),
        var t => string.Create(CultureInfo.InvariantCulture, $"{(long)t.TotalHours}\u00A0h {t.Minutes}\u00A0min"),
    };
}
