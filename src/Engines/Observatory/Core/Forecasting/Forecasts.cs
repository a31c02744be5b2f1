using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>The front door of the engine: a forecast of one series, and of many that are alike.</summary>
public static class Forecasts
{
    /// <summary>Forecasts one series; its intervals rest on its own errors and on those of the competitions.</summary>
    /// <param name="request">What is to be forecast.</param>
    /// <returns>The forecast, or a refusal <c>input.field</c> that names what can't be accepted.</returns>
    public static Result<Forecast> Of(ForecastRequest request)
    {
        var study = SeriesStudy.Of(request);
        return study.IsOk ? study.Value.Forecast() : study.Refusal;
    }

    /// <summary>Forecasts series that are alike; each one's intervals rest on the errors of all of its frequency and season.</summary>
    /// <param name="studies">The series.</param>
    /// <returns>In the order of the series.</returns>
    public static IReadOnlyList<Forecast> OfAll(IReadOnlyList<SeriesStudy> studies)
    {
        var pools = studies.GroupBy(s => (s.Frequency, s.Season)).ToDictionary(g => g.Key, g => ErrorPool.Of([.. g]));
        return [.. studies.Select(s => s.Forecast(pools[(s.Frequency, s.Season)]))];
    }
}
