using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Adds to an indicator what its own past says: path, forecast, chance, or why there is none.</summary>
internal static class ReportOutlook
{
    /// <summary>Steps ahead where no date says how many.</summary>
    private const int StepsDefault = 12;

    public static ReportIndicator Of(ReportIndicator indicator, IReadOnlyList<Reading> readings, SeriesSteps? steps, DateTimeOffset asOf)
    {
        var history = History(readings, steps);
        if (steps is null || history.Count < 2)
        {
            return indicator;
        }

        indicator = indicator with { Path = Path(indicator, history) };
        if (history.All(p => p.Value == history[0].Value))
        {
            // A picture of one level says nothing more than its value.
            return indicator with { Chance = new TargetChance(null, 0, 0, ForecastNote.NoVariation) };
        }

        var by = indicator.Definition.Target?.By is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : (DateTimeOffset?)null;
        var ahead = by is null || by <= asOf ? StepsDefault : steps.StepsTo(by.Value);
        var forecast = Forecasts.Of(new ForecastRequest([.. history.Select(p => p.Value)], ahead ?? StepsDefault) { Frequency = steps.Frequency, Limits = Limits(indicator) });
        if (!forecast.IsOk)
        {
            return indicator with { NoChanceZh = $"测量序列无法预测：{forecast.Refusal.Detail}", NoChanceEn = $"The measured series can't be forecast: {forecast.Refusal.Detail}" };
        }

        indicator = indicator with { Forecast = new ReportForecast(history, [.. Enumerable.Range(1, forecast.Value.Mean.Count).Select(steps.At)], forecast.Value, steps.Frequency) };
        return indicator.Definition.Target is not { } target || by is null ? indicator
            : by <= asOf ? indicator with { NoChanceZh = "期限已过。", NoChanceEn = "Its date is past." }
            : ahead is null ? indicator with { NoChanceZh = "测量历史太短，期限超出可预测的步数。", NoChanceEn = "The measured history is too short: the date lies beyond what can be forecast from it." }
            : indicator with { Chance = Chance(forecast.Value, target, ahead.Value) };
    }

    /// <summary>The last run of values without a gap.</summary>
    private static List<PathPoint> History(IReadOnlyList<Reading> readings, SeriesSteps? steps)
    {
        var history = new List<PathPoint>();
        for (var i = readings.Count - 1; steps is not null && i >= 0 && readings[i].Value is { } value; i--)
        {
            history.Add(new PathPoint(steps.Past[i], value));
        }

        history.Reverse();
        return history;
    }

    private static TargetPath? Path(ReportIndicator indicator, List<PathPoint> history)
    {
        if (indicator.Definition.Target is not { By: { } day } target)
        {
            return null;
        }

        var end = new PathPoint(new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero), target.Low);
        var path = TargetPath.Of(TargetPath.KindFor(indicator.Definition.Kind, history[0].Value, target.Low), history[0], end);
        return path.IsOk ? path.Value : null;
    }

    private static ValueLimits Limits(ReportIndicator indicator) => indicator.Definition switch
    {
        { Kind: "ratio", UnitEn: "%" } => ValueLimits.Percent,
        { Kind: "gap" or "change" } => ValueLimits.None,
        _ => ValueLimits.NotNegative,
    };

    private static TargetChance? Chance(Forecast forecast, Target target, int step)
    {
        var side = target.Comparison is "<" or "<=" ? TargetSide.AtMost : TargetSide.AtLeast;
        var chance = TargetChances.Of(forecast, new TargetQuestion(side, target.Low, step));
        return chance.IsOk ? chance.Value : null;
    }
}
