using System.Globalization;

namespace KeyEcosystem.Compute.Core;

/// <summary>
/// Hours of the week in which an owner wants its devices for itself: <c>Mon-Fri 08:00-18:00 Asia/Shanghai</c>, several separated by semicolons. A time past midnight
/// belongs to the day on which it begins (<c>Fri 22:00-06:00</c>); <c>daily</c> is every day. Hours are those of the zone's clocks, daylight saving included.
/// </summary>
public sealed class QuietHours
{
    /// <summary>Characters of the text at most.</summary>
    public const int CharsMax = 500;

    /// <summary>How the text must be written.</summary>
    public const string Form = "days, hours and time zone, such as Mon-Fri 08:00-18:00 Asia/Shanghai; several separated by semicolons";

    /// <summary>What the zone must be.</summary>
    public const string ZoneForm = "in a time zone of the IANA database, such as Asia/Shanghai, Europe/Berlin or UTC";

    /// <summary>What the days must be.</summary>
    public const string DaysForm = "days, such as Mon-Fri, Sat,Sun or daily";

    /// <summary>What the times must be.</summary>
    public const string TimesForm = "times to the minute, such as 08:00-18:00 or 22:00-06:00";

    /// <summary>What times that are equal must be.</summary>
    public const string EqualForm = "times of which the end is another than the beginning; a whole day is 00:00-24:00";

    /// <summary>What days and times without a zone must be.</summary>
    public const string ZoneMissingForm = "followed by a time zone, such as Asia/Shanghai, Europe/Berlin or UTC";

    /// <summary>A week until they begin, and as long until they end.</summary>
    private const int LookMinutes = 2 * 7 * 24 * 60;

    private const string Daily = "daily";
    private static readonly string[] Days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
    private readonly IReadOnlyList<Span> spans;

    private QuietHours(IReadOnlyList<Span> spans) => this.spans = spans;

    /// <summary>Reads the text; null when it can't be read.</summary>
    /// <param name="text">As in the summary.</param>
    public static QuietHours? Parse(string text) => Parse(text, out _);

    /// <summary>Reads the text; null when it can't be read.</summary>
    /// <param name="text">As in the summary.</param>
    /// <param name="unread">The first of its parts that can't be read: the days, the hours or the zone where the rest is well; all of it when it is too long or has none; empty when it was read.</param>
    public static QuietHours? Parse(string text, out string unread) => Parse(text, out unread, out _);

    /// <summary>Reads the text; null when it can't be read.</summary>
    /// <param name="text">As in the summary.</param>
    /// <param name="unread">The first of its parts that can't be read, as above.</param>
    /// <param name="must">What that part must be.</param>
    public static QuietHours? Parse(string text, out string unread, out string must)
    {
        ArgumentNullException.ThrowIfNull(text);
        (unread, must) = (text, Form);
        if (text.Length > CharsMax)
        {
            return null;
        }

        var read = new List<Span>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            unread = part;
            if (part.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var days, var hours, .. { Length: <= 1 } rest])
            {
                return null;
            }

            if (DaysOf(days) is not { } on)
            {
                (unread, must) = (days, DaysForm);
                return null;
            }

            if (hours.Split('-') is not [var from, var to] || Time(from) is not { } begin || Time(to) is not { } end)
            {
                (unread, must) = (hours, TimesForm);
                return null;
            }

            if (begin == end)
            {
                (unread, must) = (hours, EqualForm);
                return null;
            }

            if (rest is not [var zone])
            {
                (unread, must) = (part, ZoneMissingForm);
                return null;
            }

            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var clock))
            {
                (unread, must) = (zone, ZoneForm);
                return null;
            }

            read.Add(new Span(on, begin, end, clock));
        }

        if (read.Count == 0)
        {
            return null;
        }

        unread = "";
        return new QuietHours(read);
    }

    /// <summary>Whether a moment is quiet.</summary>
    /// <param name="at">The moment.</param>
    public bool Holds(DateTimeOffset at) => spans.Any(s => s.Holds(at));

    /// <summary>When the quiet hours that hold at a moment, or else the next ones, are over, to the minute; null when they never are.</summary>
    /// <param name="at">The moment.</param>
    public DateTimeOffset? EndAfter(DateTimeOffset at)
    {
        var minute = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), at.Offset);
        var held = false;
        for (var step = 0; step <= LookMinutes; step++, minute = minute.AddMinutes(1))
        {
            var holds = Holds(minute);
            if (held && !holds)
            {
                return minute;
            }

            held |= holds;
        }

        return null;
    }

    /// <summary>The quiet spans of the next two weeks that are not over at a moment, in order; of one that holds at the moment the beginning may be told too late.</summary>
    /// <param name="at">The moment.</param>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset To)> Next(DateTimeOffset at)
    {
        var first = at.AddDays(-1);
        var edges = new SortedSet<DateTimeOffset>(spans.SelectMany(s => s.Edges(first, LookMinutes / (24 * 60))).Where(e => e > first)) { first };
        var found = new List<(DateTimeOffset From, DateTimeOffset To)>();
        DateTimeOffset? since = null;
        foreach (var edge in edges)
        {
            if (Holds(edge))
            {
                since ??= edge;
            }
            else if (since is { } from)
            {
                since = null;
                found.Add((from, edge));
            }
        }

        return [.. found.Where(s => s.To > at)];
    }

    private static HashSet<DayOfWeek>? DaysOf(string text)
    {
        if (text.Equals(Daily, StringComparison.OrdinalIgnoreCase))
        {
            return [.. Enum.GetValues<DayOfWeek>()];
        }

        var days = new HashSet<DayOfWeek>();
        foreach (var part in text.Split(','))
        {
            var ends = part.Split('-');
            var (first, last) = (Day(ends[0]), Day(ends[^1]));
            if (ends.Length > 2 || first < 0 || last < 0)
            {
                return null;
            }

            for (var day = first; ; day = (day + 1) % Days.Length)
            {
                days.Add((DayOfWeek)day);
                if (day == last)
                {
                    break;
                }
            }
        }

        return days;
    }

    private static int Day(string text) => Array.FindIndex(Days, d => d.Equals(text, StringComparison.OrdinalIgnoreCase));

    /// <summary>Minutes of the day; 24:00 is its end.</summary>
    private static int? Time(string text) =>
        text == "24:00" ? 24 * 60
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute
        : null;

    private sealed record Span(HashSet<DayOfWeek> On, int Begin, int End, TimeZoneInfo Zone)
    {
        /// <summary>Moments at which it may begin or end: where the zone changes its clocks, by the clocks before and after. A span that the change itself begins or ends is told by up to an hour wrongly.</summary>
        public IEnumerable<DateTimeOffset> Edges(DateTimeOffset from, int days)
        {
            var day = TimeZoneInfo.ConvertTime(from, Zone).Date;
            for (var n = -1; n <= days + 2; n++)
            {
                foreach (var minute in new[] { Begin, End })
                {
                    var local = DateTime.SpecifyKind(day.AddDays(n).AddMinutes(minute), DateTimeKind.Unspecified);
                    yield return new DateTimeOffset(local, Zone.GetUtcOffset(local.AddDays(-1))).ToUniversalTime();
                    yield return new DateTimeOffset(local, Zone.GetUtcOffset(local.AddDays(1))).ToUniversalTime();
                }
            }
        }

        public bool Holds(DateTimeOffset at)
        {
            var local = TimeZoneInfo.ConvertTime(at, Zone);
            var minute = local.TimeOfDay.TotalMinutes;
            var yesterday = (DayOfWeek)(((int)local.DayOfWeek + 6) % 7);
            return Begin < End
                ? On.Contains(local.DayOfWeek) && minute >= Begin && minute < End
                : (On.Contains(local.DayOfWeek) && minute >= Begin) || (On.Contains(yesterday) && minute < End);
        }
    }
}
