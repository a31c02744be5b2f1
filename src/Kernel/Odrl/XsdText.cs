using System.Buffers;
using System.Globalization;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reads values as XML Schema writes them.</summary>
internal static class XsdText
{
    private const int AmountDigitsMax = 9;
    private const int TickDigits = 7;
    private const decimal NumberMax = 1e28m;
    private static readonly SearchValues<char> AmountSigns = SearchValues.Create("0123456789.");
    private static readonly string[] Times = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm"];

    /// <summary>A value of a data type, by its local name; null when the text is none.</summary>
    public static OdrlValue? Of(string type, string text) => type switch
    {
        "decimal" or "integer" or "int" or "long" or "short" or "byte" or "nonNegativeInteger" or "positiveInteger" or "negativeInteger" or "nonPositiveInteger"
            or "unsignedInt" or "unsignedLong" or "unsignedShort" or "unsignedByte" or "double" or "float" => Number(text),
        "dateTime" or "dateTimeStamp" or "date" or "gYear" or "gYearMonth" => Instant(text),
        "duration" or "dayTimeDuration" or "yearMonthDuration" => Duration(text),
        _ => OdrlValue.Name(text),
    };

    /// <summary>What an untyped text is, if it is a number, a date or a duration.</summary>
    public static OdrlValue? Guess(string text) => text.Length == 0 ? null : Number(text) ?? Instant(text) ?? Duration(text);

    public static OdrlValue? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < NumberMax ? OdrlValue.Number(number, text) : null;

    /// <summary>A date and time, a date, a month or a year, with a zone or without.</summary>
    public static OdrlValue? Instant(string text)
    {
        var body = text.AsSpan().Trim();
        if (body.Length < 4 || !char.IsAsciiDigit(body[0]) || !Zone(ref body, out var zone))
        {
            return null;
        }

        if (body.IndexOf('T') < 0)
        {
            return Day(body, out var from, out var to) ? OdrlValue.Between(text, Point(from.Ticks, zone), Point(to - 1, zone)) : null;
        }

        // More digits than a tick has are cut; the end of a day may be written as its 24th hour.
        var dot = body.IndexOf('.');
        if (dot > 0 && body.Length - dot - 1 > TickDigits)
        {
            if (body[(dot + 1)..].ContainsAnyExceptInRange('0', '9'))
            {
                return null;
            }

            body = body[..(dot + 1 + TickDigits)];
        }

        var days = 0;
        var written = body.ToString();
        if (written.EndsWith("T24:00:00", StringComparison.Ordinal))
        {
            (written, days) = (written.Replace("T24:", "T00:", StringComparison.Ordinal), 1);
        }

        if (!DateTime.TryParseExact(written, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
        {
            return null;
        }

        var point = Point(at.Ticks + (days * TimeSpan.TicksPerDay), zone);
        return OdrlValue.Between(text, point, point);
    }

    /// <summary>P1Y2M3DT4H5M6.7S, with a minus before it perhaps; weeks as ISO 8601 has them.</summary>
    public static OdrlValue? Duration(string text)
    {
        var body = text.AsSpan().Trim();
        var sign = body is ['-', ..] ? -1 : 1;
        body = sign < 0 ? body[1..] : body;
        if (body is not ['P', _, ..])
        {
            return null;
        }

        var (months, ticks, time, units) = (0L, 0m, false, "YMWD");
        body = body[1..];
        while (body.Length > 0)
        {
            if (body[0] == 'T' && !time && body.Length > 1)
            {
                time = true;
                units = "HMS";
                body = body[1..];
                continue;
            }

            var digits = body.IndexOfAnyExcept(AmountSigns);
            var unit = digits > 0 ? units.IndexOf(body[digits], StringComparison.Ordinal) : -1;
            if (unit < 0 || digits > AmountDigitsMax + 1 + TickDigits || !decimal.TryParse(body[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) || amount > 999_999_999m || (amount % 1 != 0 && units[unit] != 'S'))
            {
                return null;
            }

            switch (units[unit])
            {
                case 'Y':
                    months += 12 * (long)amount;
                    break;
                case 'M' when !time:
                    months += (long)amount;
                    break;
                default:
                    ticks += amount * Ticks(units[unit]);
                    break;
            }

            units = units[(unit + 1)..];
            body = body[(digits + 1)..];
        }

        return OdrlValue.Duration(text, sign * months, sign * ticks);
    }

    private static decimal Ticks(char unit) => unit switch
    {
        'W' => 7 * TimeSpan.TicksPerDay,
        'D' => TimeSpan.TicksPerDay,
        'H' => TimeSpan.TicksPerHour,
        'M' => TimeSpan.TicksPerMinute,
        _ => TimeSpan.TicksPerSecond,
    };

    private static OdrlPoint Point(long ticks, TimeSpan? zone) => zone is { } offset ? new OdrlPoint(ticks - offset.Ticks) : new OdrlPoint(ticks, Floating: true);

    /// <summary>Takes the zone off the end: Z, +08:00; false where what stands there is none.</summary>
    private static bool Zone(ref ReadOnlySpan<char> body, out TimeSpan? zone)
    {
        zone = null;
        if (body[^1] == 'Z')
        {
            zone = TimeSpan.Zero;
            body = body[..^1];
        }
        else if (body.Length > 6 && body[^3] == ':' && body[^6] is '+' or '-')
        {
            if (!int.TryParse(body[^5..^3], NumberStyles.None, CultureInfo.InvariantCulture, out var hours) || !int.TryParse(body[^2..], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) || minutes > 59 || (hours * 60) + minutes > 14 * 60)
            {
                return false;
            }

            var offset = new TimeSpan(hours, minutes, 0);
            zone = body[^6] == '-' ? -offset : offset;
            body = body[..^6];
        }

        return true;
    }

    private static bool Day(ReadOnlySpan<char> body, out DateTime from, out long to)
    {
        to = 0;
        foreach (var (format, unit) in ((string, char)[])[("yyyy-MM-dd", 'D'), ("yyyy-MM", 'M'), ("yyyy", 'Y')])
        {
            if (DateTime.TryParseExact(body, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out from))
            {
                var end = from.Year == 9999 && (unit == 'Y' || from.Month == 12) ? DateTime.MaxValue : unit switch { 'D' => from.AddDays(1), 'M' => from.AddMonths(1), _ => from.AddYears(1) };
                to = end.Ticks;
                return true;
            }
        }

        from = default;
        return false;
    }
}
