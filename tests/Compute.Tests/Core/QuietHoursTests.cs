using KeyEcosystem.Compute.Core;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core;

public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai; Sat 09:00-12:00 Asia/Shanghai", "2026-02-27T09:13:20Z")]
    [InlineData("Fri 22:00-06:00 Europe/Berlin; daily 05:30-07:00 UTC", "2026-03-26T05:00:00Z")]
    [InlineData("daily 00:00-24:00 America/New_York", "2026-10-28T11:59:59Z")]
    [InlineData("Sun,Mon 23:45-00:15 America/New_York", "2026-10-28T11:59:59Z")]
    public void Spans_are_those_of_a_walk_from_minute_to_minute(string text, string from)
    {
        var (hours, at) = (QuietHours.Parse(text)!, DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture));

        var spans = hours.Next(at);

        for (var minute = new DateTimeOffset(at.Ticks - (at.Ticks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddMinutes(1); minute < at.AddDays(14); minute = minute.AddMinutes(1))
        {
            Assert.True(hours.Holds(minute) == (spans.Any(s => s.From <= minute && minute < s.To) || spans.Count == 0), $"{minute:O}");
        }
    }

    [Theory]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai", "2026-11-27T00:00:00Z", true)]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai", "2026-11-26T23:59:59Z", false)]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai", "2026-11-27T10:00:00Z", false)]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai", "2026-11-28T02:00:00Z", false)]
    [InlineData("Fri 22:00-06:00 UTC", "2026-11-28T05:59:00Z", true)]
    [InlineData("Fri 22:00-06:00 UTC", "2026-11-27T05:59:00Z", false)]
    [InlineData("Sat-Mon 00:00-24:00 UTC", "2026-11-29T23:59:59Z", true)]
    [InlineData("Sat-Mon 00:00-24:00 UTC", "2026-12-01T00:00:00Z", false)]
    [InlineData("mon,wed 10:00-11:00 UTC; daily 23:00-24:00 UTC", "2026-12-02T10:30:00Z", true)]
    [InlineData("mon,wed 10:00-11:00 UTC; daily 23:00-24:00 UTC", "2026-12-03T23:30:00Z", true)]
    [InlineData("Sun 02:00-03:00 Europe/Paris", "2026-10-25T00:30:00Z", true)]
    [InlineData("Sun 02:00-03:00 Europe/Paris", "2026-10-25T01:30:00Z", true)]
    public void Hours_are_those_of_the_zones_clocks(string text, string at, bool quiet) =>
        Assert.Equal(quiet, QuietHours.Parse(text)!.Holds(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("Mon-Fri 08:00-18:00")]
    [InlineData("Mon-Fri 8-18 UTC")]
    [InlineData("Mon-Fri 08:00-08:00 UTC")]
    [InlineData("Mon-Fri 08:00-25:00 UTC")]
    [InlineData("Mo-Fr 08:00-18:00 UTC")]
    [InlineData("Mon-Tue-Wed 08:00-18:00 UTC")]
    [InlineData("Mon 08:00-18:00 Asia/Nowhere")]
    public void What_can_not_be_read_is_not_read(string text) => Assert.Null(QuietHours.Parse(text));

    [Theory]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai", "2026-11-27T03:00:30Z", "2026-11-27T10:00:00Z")]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai", "2026-11-27T10:00:00Z", "2026-11-30T10:00:00Z")]
    [InlineData("Fri 22:00-06:00 UTC; Sat 06:00-07:00 UTC", "2026-11-27T23:00:00Z", "2026-11-28T07:00:00Z")]
    [InlineData("daily 00:00-24:00 UTC", "2026-11-27T23:00:00Z", null)]
    public void Their_end_is_known(string text, string at, string? end) =>
        Assert.Equal(end is null ? null : DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture), QuietHours.Parse(text)!.EndAfter(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("Mon-Fri 08:00-18:00 Mars/Base", "Mars/Base", QuietHours.ZoneForm)]
    [InlineData("Mon-Fri 8-18 Mars/Base", "8-18", QuietHours.TimesForm)]
    [InlineData("Weekdays 08:00-18:00", "Weekdays", QuietHours.DaysForm)]
    [InlineData("daily 08:36-08:36 UTC", "08:36-08:36", QuietHours.EqualForm)]
    [InlineData("daily 08:36-09:36", "daily 08:36-09:36", QuietHours.ZoneMissingForm)]
    [InlineData("daily", "daily", QuietHours.Form)]
    [InlineData("daily 08:00-09:00 UTC please", "daily 08:00-09:00 UTC please", QuietHours.Form)]
    public void The_part_that_is_wrong_is_told_what_it_must_be(string text, string was, string must) =>
        Assert.Equal(("quietHours", must, was), KeyEcosystem.Compute.Core.PoolRules.CheckSharing(null, null, null, null, text));

    [Theory]
    [InlineData("Mon-Fri 08:00-18:00 Asia/Shanghai; Sat 9-12 Asia/Shanghai", "9-12")]
    [InlineData("Mon-Fri 08:00-18:00 Nowhere", "Nowhere")]
    [InlineData("Weekdays 08:00-18:00 UTC", "Weekdays")]
    [InlineData("Mon 08:00-08:00 UTC", "08:00-08:00")]
    [InlineData("Mon 08:00-18:00", "Mon 08:00-18:00")]
    [InlineData(";", ";")]
    [InlineData("daily 08:00-18:00 UTC", "")]
    public void The_part_that_can_not_be_read_is_named(string text, string unread)
    {
        QuietHours.Parse(text, out var named);
        Assert.Equal(unread, named);
    }
}
