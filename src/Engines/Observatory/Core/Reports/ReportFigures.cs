using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Numbers as people read them.</summary>
internal static class ReportFigures
{
    /// <summary>From here on digits are counted, not read.</summary>
    private const double LargeMin = 1e9;

    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>A number without its unit: as many digits as help, thousands apart.</summary>
    public static string Of(double value)
    {
        var size = Math.Abs(value);
        if (size >= LargeMin)
        {
            var power = (int)Math.Floor(Math.Log10(size));
            return $"{Of(Math.Round(value / Math.Pow(10, power), 3))}×10{string.Concat($"{power}".Select(c => Superscripts[c - '0']))}";
        }

        var text = value.ToString(size >= 1000 ? "#,0" : size >= 100 ? "0.#" : size >= 0.1 || size == 0 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
        return text.StartsWith('-') ? text.Trim('-', '0', '.', ',').Length == 0 ? "0" : "\u2212" + text[1..] : text;
    }

    /// <summary>A number with its sign.</summary>
    public static string Signed(double value) => Of(value) is var text && value > 0 && text != "0" ? "+" + text : text;

    /// <summary>All digits: the same bits read back.</summary>
    public static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A chance in whole per cent; never 0 or 100 where paths disagreed or could have.</summary>
    public static string Chance(double probability) => probability < 0.005 ? "< 1 %" : probability > 0.995 ? "> 99 %" : (100 * probability).ToString("0", CultureInfo.InvariantCulture) + " %";

    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>The sign of a comparison before its figure.</summary>
    public static string Bound(string comparison) => comparison switch { ">" => "> ", "<" => "< ", ">=" => "≥ ", "<=" => "≤ ", "~" => "≈ ", "=" => "", _ => "" };
}
