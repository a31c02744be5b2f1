using System.Globalization;
using System.Security.Claims;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Store;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Observatory.Api;

internal static class IndicatorEndpoints
{
    /// <summary>Nothing was measured before; windows that reach back from here stay within the calendar.</summary>
    private const int YearMin = 2000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/observatory/v1/indicators").RequireAuthorization("api").WithTags("Observatory");
        group.MapGet("/", List).WithName("ListIndicators").WithSummary("The indicators: words, claims and targets of the seed, and apart from them what is measured.");
        group.MapGet("/{id}", One).WithName("GetIndicator").WithSummary("One indicator at an instant.");
        group.MapGet("/{id}/records", Records).WithName("ListIndicatorRecords").WithSummary("The facts behind a value, each with its evidence record.");
        group.MapGet("/{id}/forecast", Forecast).WithName("ForecastIndicator").WithSummary("What is expected of an indicator, how sure that is, and how likely its target is reached; from what was measured, or from what is claimed.");
        group.MapGet("/{id}/series", Series).WithName("GetIndicatorSeries").WithSummary("An indicator over time, each point as it was known then.");
    }

    private static async Task<Results<Ok<IndicatorsView>, ProblemHttpResult>> List(IndicatorReads reads, TimeProvider clock, string? set, string? asOf, string? demonstration, CancellationToken stop)
    {
        if (set is not (null or "seed" or "platform" or "all"))
        {
            return Problems.Of(Refusal.Field("set", "seed, platform or all", set));
        }

        var asked = Asked("asOf", asOf, demonstration, clock.GetUtcNow());
        return asked.IsOk ? TypedResults.Ok(await reads.All(set ?? "seed", asked.Value.At, asked.Value.With, stop)) : Problems.Of(asked.Refusal);
    }

    private static async Task<Results<Ok<IndicatorView>, ProblemHttpResult>> One(string id, IndicatorReads reads, TimeProvider clock, string? asOf, string? demonstration, CancellationToken stop)
    {
        var asked = Asked("asOf", asOf, demonstration, clock.GetUtcNow());
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (at, with) = asked.Value;
        return await reads.One(id, at, with, stop) is { } view ? TypedResults.Ok(view) : Problems.Of(Unknown(id));
    }

    private static async Task<Results<Ok<IndicatorRecordsView>, ProblemHttpResult>> Records(string id, ClaimsPrincipal user, IndicatorReads reads, TimeProvider clock, string? asOf, string? demonstration, string? cursor, string? limit, CancellationToken stop)
    {
        var caller = user.Caller();
        var asked = Asked("asOf", asOf, demonstration, clock.GetUtcNow());
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (at, with) = asked.Value;
        var take = 100;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out take) || take is < 1 or > Paging.LimitMax))
        {
            return Problems.Of(Refusal.Field("limit", $"1 to {Paging.LimitMax}", limit));
        }

        var skip = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out skip))
        {
            return Problems.Of(Refusal.Field("cursor", "the next value of the page before", cursor));
        }

        var all = caller.Is(NodeRoles.Operator) || caller.Is(NodeRoles.Auditor) || caller.Is(NodeRoles.Regulator);
        return await reads.Records(id, at, with, caller.Member, all, skip, take, stop) is { } view ? TypedResults.Ok(view) : Problems.Of(Unknown(id));
    }

    private static async Task<Results<Ok<IndicatorSeriesView>, ProblemHttpResult>> Series(string id, IndicatorReads reads, TimeProvider clock, string? from, string? to, string? step, string? asOf, string? demonstration, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var asked = Asked(to is null ? "asOf" : "to", to ?? asOf, demonstration, now);
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (last, with) = asked.Value;

        var first = from is null ? (Result<DateTimeOffset>)last.AddDays(-30) : When("from", from, now);
        if (!first.IsOk)
        {
            return Problems.Of(first.Refusal);
        }

        var every = TimeSpan.FromDays(1);
        if (step is not null && !TimeSpan.TryParse(step, CultureInfo.InvariantCulture, out every))
        {
            return Problems.Of(Refusal.Field("step", "days or [days.]hours:minutes:seconds, such as 7 or 06:00:00", step));
        }

        if (Instants.Between(first.Value, last, every) is not { } points)
        {
            return Problems.Of(Refusal.Field("step", $"at least one minute, from before to, and at most {Instants.PointsMax} points", step));
        }

        return await reads.Series(id, points, with, stop) is { } view ? TypedResults.Ok(view) : Problems.Of(Unknown(id));
    }

    private static async Task<Results<Ok<ForecastView>, ProblemHttpResult>> Forecast(string id, IndicatorForecasts forecasts, TimeProvider clock, string? basis, string? frequency, int? steps, string? levels, string? asOf, string? demonstration, CancellationToken stop)
    {
        var asked = Asked("asOf", asOf, demonstration, clock.GetUtcNow());
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        if (basis is not (null or "measured" or "claims"))
        {
            return Problems.Of(Refusal.Field("basis", "measured or claims", basis));
        }

        if (frequency is not (null or "year" or "quarter" or "month" or "day"))
        {
            return Problems.Of(Refusal.Field("frequency", "year, quarter, month or day", frequency));
        }

        if (steps is < 1 or > IndicatorForecasts.StepsMax)
        {
            return Problems.Of(Refusal.Field("steps", $"1 to {IndicatorForecasts.StepsMax}", $"{steps}"));
        }

        if (Levels(levels) is not { } percents)
        {
            return Problems.Of(Refusal.Field("levels", "1 to 5 numbers above 0 and below 100 such as 80,95", levels));
        }

        var every = frequency switch { "year" => Frequency.Yearly, "quarter" => Frequency.Quarterly, "day" => Frequency.Daily, "month" => Frequency.Monthly, _ => basis == "claims" ? Frequency.Yearly : Frequency.Monthly };
        var made = await forecasts.Of(id, new ForecastAsk(basis ?? "measured", every, steps, percents, asked.Value.At, asked.Value.With), stop);
        return made is null ? Problems.Of(Unknown(id)) : made.Value.IsOk ? TypedResults.Ok(made.Value.Value) : Problems.Of(made.Value.Refusal);
    }

    private static List<double>? Levels(string? text)
    {
        var levels = (text ?? "80,95").Split(',').Select(l => double.TryParse(l, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var level) && level is > 0 and < 100 ? level : -1).Order().ToList();
        return levels.Count is >= 1 and <= 5 && levels[0] > 0 ? levels : null;
    }

    /// <summary>The instant and whether demonstrations count, as every request may say.</summary>
    private static Result<(DateTimeOffset At, bool With)> Asked(string field, string? asOf, string? demonstration, DateTimeOffset now)
    {
        var at = When(field, asOf, now);
        if (!at.IsOk)
        {
            return at.Refusal;
        }

        var with = Flag(demonstration);
        return with.IsOk ? (at.Value, with.Value) : with.Refusal;
    }

    /// <summary>An instant that a request names; now for none.</summary>
    public static Result<DateTimeOffset> When(string field, string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return now;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && at <= now && at.Year >= YearMin
            ? at
            : Refusal.Field(field, $"an instant that is past, from {YearMin} on, such as 2026-01-31T00:00:00Z", text);
    }

    private static Result<bool> Flag(string? text) => text switch
    {
        null or "false" => false,
        "true" => true,
        _ => Refusal.Field("demonstration", "true or false", text),
    };

    private static Refusal Unknown(string id) => new("observatory.indicator.unknown", "There is no such indicator.", $"No indicator has the id \"{id}\"; they run from I01 to I43 and from P01 to P08.");
}
