using KeyEcosystem.Observatory.Core;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core;

/// <summary>The idle share written again, slow and obvious: minute by minute. A planted wrong form shows that the comparison bites.</summary>
[Trait("Store", "none")]
public sealed class ObviousFormTests
{
    [Fact]
    public void The_idle_share_equals_the_obvious_form() =>
        Assert.All(Enumerable.Range(1, 200), seed => Assert.Equal(Obvious(Random(seed), busyIsOffered: true), Random(seed).Of("I17", asOf: Story.Noon.AddDays(31)).Value!.Value, 9));

    [Fact]
    public void The_comparison_finds_a_form_that_forgets_time_used_beyond_what_was_offered() =>
        Assert.Contains(Enumerable.Range(1, 200), seed => Math.Abs(Obvious(Random(seed), busyIsOffered: false) - Random(seed).Of("I17", asOf: Story.Noon.AddDays(31)).Value!.Value) > 1e-6);

    private static Story Random(int seed)
    {
        var random = new Random(seed);
        var story = new Story().Pool("p", 4, offered: false).Pool("q", 4, offered: false).Capacity("p", Story.Noon.AddDays(1), Story.Noon.AddDays(1).AddMinutes(1), 1);
        for (var i = 0; i < 20; i++)
        {
            var pool = random.Next(2) == 0 ? "p" : "q";
            var from = Story.Noon.AddDays(1).AddMinutes(random.Next(-1500, 300));
            var to = from.AddMinutes(random.Next(1, 200));
            _ = random.Next(3) > 0 ? story.Capacity(pool, from, to, random.Next(5)) : story.Job(pool, from, to, random.Next(1, 5));
        }

        return story;
    }

    private static double Obvious(Story story, bool busyIsOffered)
    {
        double offered = 0, used = 0;
        foreach (var pool in (string[])["p", "q"])
        {
            long open = 0, busy = 0;
            for (var minute = Story.Noon.AddDays(1); minute < Story.Noon.AddDays(31); minute = minute.AddMinutes(1))
            {
                // Nothing in these stories is later than half a day into the window.
                if (minute > Story.Noon.AddDays(1.5))
                {
                    break;
                }

                var ms = minute.ToUnixTimeMilliseconds();
                open += story.Facts.Where(f => f.Topic == Topics.Capacity && f.Subject == pool && f.Number("fromMs") <= ms && ms < f.Number("toMs")).Sum(f => f.Number("devices"));
                busy += story.Facts.Where(f => f.Topic == Topics.Interval && f.Of("pool") == pool && f.Number("fromMs") <= ms && ms < f.Number("toMs")).Sum(f => f.Number("devices"));
            }

            offered += busyIsOffered ? Math.Max(open, busy) : open;
            used += busy;
        }

        return 100 * (offered - used) / offered;
    }
}
