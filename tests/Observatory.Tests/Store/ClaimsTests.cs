using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Store;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Observatory.Tests.Store;

/// <summary>Figures from outside over the real lane, and forecasts from them.</summary>
public sealed class ClaimsTests : IAsyncLifetime
{
    private static readonly Caller Operator = new("chief", default, [NodeRoles.Operator]);
    private readonly string folder = Directory.CreateTempSubdirectory("keyeco-obs-").FullName;
    private readonly StoryClock clock = new();
    private ServiceProvider services = null!;

    private Claims Claims => services.GetRequiredService<Claims>();

    public async ValueTask InitializeAsync()
    {
        services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddObservatory().AddNodeStore(TestStores.Options(folder)).BuildServiceProvider();
        await services.PrepareNodeStore(default);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        TestStores.Delete(folder);
    }

    [Fact]
    public async Task What_was_known_at_an_instant_stays_what_was_known_then_and_a_correction_counts_from_when_it_came()
    {
        await State("digital-economy-share", "2024", 45);
        var then = clock.Now;
        clock.Now = clock.Now.AddDays(1);
        await State("digital-economy-share", "2024", 46);
        await State("digital-economy-share", "2023", 42);

        Assert.Equal((45.0, 46.0), (await Value("I02", then), await Value("I02", clock.Now)));
        var all = (await Claims.Page("digital-economy-share", clock.Now, 0, 10, default)).Items;
        Assert.Equal([(46.0, true), (45, false), (42, true)], all.Select(c => (c.Value, c.IsLatest)));
        Assert.Single((await Claims.Page("digital-economy-share", then, 0, 10, default)).Items, c => c.IsLatest);
        Assert.Equal("claimed", (await services.GetRequiredService<IndicatorReads>().One("I02", clock.Now, false, default))!.Measured.State);
    }

    [Fact]
    public async Task A_figure_of_an_indicator_that_reads_an_outside_series_is_one_of_the_series()
    {
        await State("I02", "2024", 45);

        Assert.Equal(45, await Value("I02", clock.Now));
        Assert.Equal("digital-economy-share", Assert.Single((await Claims.Page("I02", clock.Now, 0, 10, default)).Items).Series);
        Assert.Single((await Forecast("I02", "claims", Frequency.Yearly))!.Value.Value.History);
    }

    [Fact]
    public async Task Of_two_sources_the_surer_one_counts_and_each_stays()
    {
        await State("digital-economy-share", "2024", 45, "Somebody", "low");
        await State("digital-economy-share", "2024", 41, "The statistics office", "high");

        Assert.Equal(41, await Value("I02", clock.Now));
        Assert.Equal(2, (await Claims.Page(null, clock.Now, 0, 10, default)).Items.Count(c => c.IsLatest));
    }

    [Fact]
    public async Task The_same_sent_twice_is_one_and_another_under_its_id_is_refused()
    {
        var claim = new ClaimStatement(new ClaimId(Guid.CreateVersion7()), "I01", "2024", 5000, "The plan");

        var first = Ok(await Claims.State(claim, Operator, default));
        clock.Now = clock.Now.AddHours(1);
        Assert.Equal(first, Ok(await Claims.State(claim, Operator, default)));

        Assert.Equal("observatory.claim.exists", (await Claims.State(claim with { Value = 1 }, Operator, default)).Refusal!.Code);
        await using var db = await services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        Assert.Equal("claim.stated", Assert.Single(await db.Set<EvidenceRow>().ToListAsync()).Verb);
    }

    [Theory]
    [InlineData("gdp", "2024", 1.0, "s", "series")]
    [InlineData("I01", "24", 1.0, "s", "period")]
    [InlineData("I01", "2024", double.NaN, "s", "value")]
    [InlineData("I01", "2024", 1.0, " ", "source")]
    public async Task What_is_no_claim_is_refused_by_its_field(string series, string period, double value, string source, string field) =>
        Assert.Equal(field, (await Claims.State(new ClaimStatement(null, series, period, value, source), Operator, default)).Refusal!.Facts!["field"]);

    [Fact]
    public async Task A_forecast_from_claims_says_so_and_tells_the_chance_of_the_target()
    {
        foreach (var (year, share) in new[] { (2018, 4.0), (2019, 5.5), (2020, 7.2), (2021, 9.5), (2022, 12.1), (2023, 15.0), (2024, 18.4), (2025, 21.9) })
        {
            await State("I21", $"{year}", share);
        }

        var forecast = (await Forecast("I21", "claims", Frequency.Yearly))!.Value.Value;

        Assert.Equal(("claims", "year", 8, "2026"), (forecast.Basis, forecast.Frequency, forecast.History.Count, forecast.Steps[0].Period));
        Assert.Equal("2028", forecast.Steps[^1].Period);
        Assert.All(forecast.Steps, s => Assert.True(s.Bands[1].Low <= s.Bands[0].Low && s.Bands[0].Low <= s.Mean && s.Mean <= s.Bands[0].High && s.Bands[0].High <= s.Bands[1].High && s.Bands[1].High <= 100));
        Assert.Equal("2028", forecast.Chance!.Period);
        Assert.InRange(forecast.Chance.Probability!.Value, 0.5, 1);
        Assert.Equal("observatory.forecast.empty", (await Forecast("I21", "measured", Frequency.Monthly))!.Value.Refusal!.Code);
        Assert.Null(await Forecast("I99", "claims", Frequency.Yearly));
    }

    [Fact]
    public async Task A_hole_or_a_break_begins_the_history_anew_and_a_thin_history_tells_no_chance()
    {
        await State("I21", "2019", 5);
        await State("I21", "2021", 9);
        await State("I21", "2022", 12);

        var forecast = (await Forecast("I21", "claims", Frequency.Yearly))!.Value.Value;

        Assert.Equal(["2021", "2022"], forecast.History.Select(h => h.Period));
        Assert.Null(forecast.Chance!.Probability);
        Assert.NotNull(forecast.Chance.WithheldEn);
    }

    [Fact]
    public async Task A_measured_history_has_the_values_at_the_ends_of_whole_periods()
    {
        var begin = new DateTimeOffset(2025, 1, 10, 0, 0, 0, TimeSpan.Zero);
        for (var month = 0; month < 12; month++)
        {
            clock.Now = begin.AddMonths(month);
            var story = new Story { Now = clock.Now };
            Enumerable.Range(0, 5 + month).ToList().ForEach(i => story.Member($"m{month}-{i}"));
            await Tell(story);
        }

        clock.Now = new DateTimeOffset(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
        var forecast = (await Forecast("P01", "measured", Frequency.Monthly))!.Value.Value;

        Assert.Equal(("2025-01", 5.0), (forecast.History[0].Period, forecast.History[0].Value));
        Assert.Equal(("2025-12", (double)Enumerable.Range(0, 12).Sum(m => 5 + m)), (forecast.History[^1].Period, forecast.History[^1].Value));
        Assert.True(forecast.Steps[0].Mean > forecast.History[^1].Value);
        Assert.Null(forecast.Chance);
    }

    private async Task Tell(Story story)
    {
        foreach (var fact in story.Facts)
        {
            var body = System.Text.Json.JsonSerializer.Serialize(fact.Text);
            Assert.True((await services.GetRequiredService<ILane>().Commit(new Change(new Act("told", "t", Guid.Empty, ["x"], "done", "{}")).Tell(new Fact(fact.Topic, Guid.CreateVersion7(), body)), default)).IsOk);
        }
    }

    private async Task<ClaimEntryView> State(string series, string period, double value, string source = "The plan", string confidence = "medium") =>
        Ok(await Claims.State(new ClaimStatement(null, series, period, value, source) { Confidence = confidence }, Operator, default));

    private async Task<double?> Value(string id, DateTimeOffset at) => (await services.GetRequiredService<IndicatorReads>().One(id, at, false, default))!.Measured.Value;

    private Task<Result<ForecastView>?> Forecast(string id, string basis, Frequency frequency) =>
        services.GetRequiredService<IndicatorForecasts>().Of(id, new ForecastAsk(basis, frequency, null, [80, 95], clock.Now, false), default);

    private static T Ok<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException(result.Refusal.ToString());
}
