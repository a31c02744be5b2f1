using KeyEcosystem.Observatory.Core;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Core;

[Trait("Store", "none")]
public sealed class MeasuresTests
{
    [Fact]
    public void Only_admitted_supporting_firms_count_as_supporting_enterprises()
    {
        var story = new Story().Member("a").Member("b", "cloud-provider").Member("c", "factory").Member("d", state: "listed").Member("e", role: "leader").Member("f", "institute").Member("g").Member("g", state: "left");

        Assert.Equal(3, story.Of("I05").Value);
        Assert.Equal(1, story.Of("I06").Value);
    }

    [Fact]
    public void South_East_Asian_firms_and_European_laboratories_are_counted_by_country()
    {
        var story = new Story().Member("a", country: "SG").Member("b", country: "MY").Member("c", country: "FR").Member("d", "joint-lab", country: "FR").Member("e", "joint-lab", country: "SG");

        Assert.Equal(2, story.Of("I23").Value);
        Assert.Equal(1, story.Of("I25").Value);
    }

    [Fact]
    public void Cross_industry_sharing_is_by_data_set_with_uses_and_firms_as_variants()
    {
        // Four data sets of two firms; one is used across industries twice, one within, one across without success; a result of a job does not count.
        var story = new Story().Asset("1", "x").Asset("2", "x").Asset("3", "y").Asset("4", "y").Asset("5", "y", derived: true).Asset("6", "y", kind: "compute-pool")
            .Use("1", "C", "M").Use("1", "C", "J").Use("2", "C", "C").Use("3", "C", "M", "failed").Use("5", "C", "M");

        var reading = story.Of("I16");

        Assert.Equal((25.0, 1.0, 4.0), (reading.Value, reading.Numerator, reading.Denominator));
        Assert.Equal(200.0 / 3, reading.Variants[0].Value!.Value, 12);
        Assert.Equal(50, reading.Variants[1].Value);
    }

    [Fact]
    public void An_industry_that_is_not_told_comes_from_the_asset_and_the_consumer()
    {
        var story = new Story().Member("p", industry: "C").Member("c", industry: "M").Asset("1", "p").Asset("2", "p", sector: "M").Use("1", null, null).Use("2", null, null).Use("1", null, null, provider: "p", consumer: "p");

        Assert.Equal(2, story.Of("P05").Value);
        Assert.Equal(1, story.Of("P06").Value);
    }

    [Fact]
    public void A_use_older_than_a_year_does_not_count()
    {
        var story = new Story().Asset("1", "x").Use("1", "C", "M");

        Assert.Equal(100, story.Of("I16").Value);
        Assert.Equal(0, story.Of("I16", asOf: Story.Noon.AddDays(366)).Value);
    }

    [Fact]
    public void Idle_share_clips_to_the_window_and_adds_the_untold_tail()
    {
        // 10 devices for an hour told, then 15 minutes that are not told yet: 12.5 device-hours; a job used 2 devices for half an hour: 1.
        var story = new Story().Pool("p", 10);
        story.Capacity("p", Story.Noon, Story.Noon.AddHours(1), 10).Job("p", Story.Noon, Story.Noon.AddMinutes(30), 2);

        var reading = story.Of("I17", asOf: Story.Noon.AddHours(2));

        Assert.Equal(100 * 11.5 / 12.5, reading.Value!.Value, 12);
        Assert.Null(story.Of("I17", asOf: Story.Noon.AddDays(40)).Value);
    }

    [Fact]
    public void Effective_idle_counts_measured_time_in_which_devices_did_not_compute()
    {
        // Of 10 device-hours offered 4 are used; 2 of these were looked at and computed half of the time, of a run that began an hour before the window.
        var story = new Story().Pool("p", 10, offered: false);
        var until = Story.Noon.AddDays(30).AddHours(1);
        story.Capacity("p", until.AddHours(-1), until, 10).Job("p", until.AddHours(-1), until, 2).Job("p", Story.Noon, Story.Noon.AddHours(2), 2, measuredMs: 4 * 3_600_000, busyMs: 2 * 3_600_000);

        var variants = story.Of("I17", asOf: until).Variants;

        Assert.Equal(70, variants[0].Value!.Value, 9);
        Assert.Equal(50, variants[1].Value!.Value, 9);
        Assert.Equal(50, variants[2].Value!.Value, 9);
        Assert.Null(new Story().Pool("p", 10).Of("I17", asOf: Story.Noon.AddHours(1)).Variants[0].Value);
    }

    [Fact]
    public void Idle_share_is_never_negative_when_a_pool_was_closed_under_a_job()
    {
        var story = new Story().Pool("p", 4, offered: false).Job("p", Story.Noon, Story.Noon.AddHours(1), 4);

        Assert.Equal(0, story.Of("I17", asOf: Story.Noon.AddHours(2)).Value);
    }

    [Fact]
    public void Precisions_are_never_added()
    {
        var one = new Story().Pool("p", 5, peakFlops: 200_000_000_000_000).Pool("q", 5, peakFlops: 100_000_000_000_000);
        Assert.Equal(0.0015, one.Of("I11").Value);

        var two = one.Pool("r", 1, precision: "fp32", peakFlops: 1_000_000_000_000_000).Of("I11");
        Assert.Null(two.Value);
        Assert.Equal([0.0015, 0.001], two.Variants.Select(v => v.Value!.Value));
    }

    [Fact]
    public void The_value_of_offered_pools_is_in_hundred_millions()
    {
        var story = new Story().Pool("p", 1, assetValueMinor: 150_000_000_000).Pool("q", 1, assetValueMinor: 10_000_000_000, offered: false);

        Assert.Equal(15, story.Of("I19").Value);
    }

    [Fact]
    public void Domestic_chips_count_growth_only_and_high_end_only()
    {
        var story = new Story().Pool("cn", 30).Pool("cn", 20).Pool("cn", 40).Pool("us", 60, origin: "US").Pool("cpu", 1000, @class: "cpu").Pool("small", 1000, peakFlops: 1);

        Assert.Equal((40.0, 40.0, 100.0), (story.Of("I21").Value, story.Of("I21").Numerator, story.Of("I21").Denominator));
        Assert.Null(story.Of("I21", asOf: Story.Noon.AddDays(400)).Value);
    }

    [Fact]
    public void Domestic_time_is_by_accelerator_time_of_90_days()
    {
        var story = new Story().Pool("cn", 8).Pool("us", 8, origin: "US").Pool("cpu", 8, @class: "cpu");
        story.Job("cn", Story.Noon, Story.Noon.AddHours(1), 1).Job("us", Story.Noon, Story.Noon.AddHours(3), 1).Job("cpu", Story.Noon, Story.Noon.AddHours(9), 8);

        Assert.Equal(25, story.Of("I14", asOf: Story.Noon.AddDays(1)).Value);
    }

    [Fact]
    public void Division_by_zero_is_a_missing_value_with_its_reason()
    {
        foreach (var id in (string[])["I14", "I16", "I17", "I21"])
        {
            var reading = new Story().Of(id);

            Assert.Null(reading.Value);
            Assert.StartsWith("The denominator is zero", reading.ReasonEn, StringComparison.Ordinal);
            Assert.StartsWith("分母为零", reading.ReasonZh, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_belongs_to_a_demonstration_counts_only_when_asked()
    {
        // The flag stands on the member alone; its asset, the agreement and the use about it follow.
        var story = new Story().Member("d", demonstration: true).Member("p", industry: "C").Asset("1", "d").Agree("1").Use("1", "C", "M", provider: "d");

        Assert.Equal((1, 0, 0, 0), (story.Of("P01").Value, story.Of("P02").Value, story.Of("P04").Value, story.Of("P05").Value));
        Assert.Equal((2, 1, 1, 1), (story.Of("P01", null, true).Value, story.Of("P02", null, true).Value, story.Of("P04", null, true).Value, story.Of("P05", null, true).Value));
    }

    [Fact]
    public void Settled_money_is_summed_and_a_device_hour_has_its_mean_price()
    {
        // Half an hour for 3 yuan and a quarter for nothing yet (below a fen): 4 yuan for a device-hour. What nobody paid for has no price.
        var story = new Story().Entry(1_800_000, 300).Entry(900_000, 0).Entry(3_600_000, 0, basis: "provider-failed").Entry(3_600_000, 999, currency: "EUR").Entry(3_600_000, 500, demonstration: true);
        var trail = new Trail();

        Assert.Equal(3, story.Of("P09").Value);
        Assert.Equal(4, story.Of("P10", trail).Value);
        Assert.Equal([0L, 1], trail.Steps.Select(s => s.Fact.Position));
        Assert.Equal(8, story.Of("P09", demonstration: true).Value);
        Assert.Null(story.Of("P10", asOf: Story.Noon.AddSeconds(-1)).Value);
    }

    [Fact]
    public void The_trail_names_the_facts_behind_a_value()
    {
        var story = new Story().Asset("1", "x").Asset("2", "x").Use("1", "C", "M").Use("2", "C", "C");
        var trail = new Trail();

        story.Of("I16", trail);

        Assert.Equal([(0L, "denominator"), (1L, "denominator"), (2L, "numerator")], trail.Steps.Select(s => (s.Fact.Position, s.Part)));
        Assert.Equal(102, trail.Steps[2].Fact.Evidence);
    }
}
