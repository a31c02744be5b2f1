using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Core.Formulas;

namespace KeyEcosystem.Observatory.Store;

/// <summary>What is expected of an indicator, from what was measured or from what is claimed, never from both.</summary>
internal sealed class IndicatorForecasts(IndicatorTable table, FactLog log, Claims claims)
{
    /// <summary>Steps ahead, at most.</summary>
    public const int StepsMax = 120;

    private const int StepsWithoutTarget = 5;

    /// <summary>Values that are computed for a history, at most.</summary>
    private const int HistoryMax = 120;

    /// <summary>A forecast; null for no such indicator.</summary>
    public async Task<Result<ForecastView>?> Of(string id, ForecastAsk ask, CancellationToken stop)
    {
        if (table.Find(id) is not { } indicator)
        {
            return null;
        }

        var history = ask.Basis == "claims" ? await Claimed(indicator.Id, ask, stop) : await Measured(indicator.Id, ask, stop);
        if (history is not [.., var last])
        {
            return ask.Basis == "claims"
                ? new Refusal("observatory.forecast.empty", "There is nothing to forecast from.", $"No figures of {indicator.Id} by {Word(ask.Frequency)} were entered by {ask.AsOf:u}: enter some (keyeco indicators claim).")
                : new Refusal("observatory.forecast.empty", "There is nothing to forecast from.", $"{indicator.Id} has no measured value at the end of a whole {Word(ask.Frequency)} by {ask.AsOf:u}: choose a shorter frequency, or basis claims.");
        }

        int? due = indicator.Target?.By is { } by ? last.Period.Until(Period.Of(ask.Frequency, new DateTimeOffset(by.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero))) : null;
        var steps = ask.Steps ?? (due is > 0 ? Math.Min(due.Value, StepsMax) : StepsWithoutTarget);
        var forecast = Forecasts.Of(new ForecastRequest([.. history.Select(h => h.Value)], steps) { Frequency = ask.Frequency, Limits = LimitsOf(indicator), Levels = ask.Levels });
        if (!forecast.IsOk)
        {
            return forecast.Refusal;
        }

        var (f, words) = (forecast.Value, ForecastWords.Of(forecast.Value.IntervalSource));
        return new ForecastView(
            indicator.Id,
            ask.Basis,
            Word(ask.Frequency),
            ask.AsOf,
            [.. history.Select(h => new ForecastPointView(h.Period.ToString(), h.Value, h.IsBound))],
            [.. f.Mean.Select((mean, i) => new ForecastStepView(last.Period.After(i + 1).ToString(), mean, [.. f.Bands.Select(b => new BandView(b.Level, b.Low[i], b.High[i]))]))],
            f.Method.ToString(),
            [.. f.Members.Select(m => m.ToString())],
            f.Transform.ToString().ToLowerInvariant(),
            words.Zh,
            words.En,
            [.. f.Notes.Select(n => ForecastWords.Of(n).Zh)],
            [.. f.Notes.Select(n => ForecastWords.Of(n).En)],
            f.BackTest is { } tried ? [.. tried.Methods.Select(m => new BackTestView(m.Method.ToString(), m.MeanAbsolute))] : [],
            f.BackTest?.Origins ?? 0,
            indicator.Target is { } target && due is { } step ? Chance(f, target, step, last.Period.After(step), steps) : null);
    }

    private static ChanceView Chance(Forecast forecast, Target target, int step, Period period, int steps)
    {
        if (step < 1)
        {
            return Withheld(period, "目标日期已过：请看实测值是否达到。", "The target's date has passed: see whether the value reaches it.");
        }

        if (step > steps)
        {
            return Withheld(period, $"目标日期在预测的 {steps} 步之外。", $"The target's date lies beyond the {steps} steps of the forecast.");
        }

        // A range counts as reached from its lower bound on, as everywhere in the house.
        var chance = TargetChances.Of(forecast, new TargetQuestion(target.Comparison is "<=" or "<" ? TargetSide.AtMost : TargetSide.AtLeast, target.Low, step));
        return !chance.IsOk ? Withheld(period, chance.Refusal.Detail, chance.Refusal.Detail)
            : chance.Value.Withheld is { } note ? Withheld(period, ForecastWords.Of(note).Zh, ForecastWords.Of(note).En)
            : chance.Value.Probability is { } share ? new ChanceView(period.ToString(), share, chance.Value.StandardError, chance.Value.Paths, null, null)
            : Withheld(period, "历史不足，无从得知分布。", "The history does not tell how it is distributed.");
    }

    private static ChanceView Withheld(Period period, string zh, string en) => new(period.ToString(), null, 0, 0, zh, en);

    /// <summary>Values at the ends of whole periods, since the first that has one.</summary>
    private async Task<IReadOnlyList<(Period Period, double Value, bool IsBound)>> Measured(string id, ForecastAsk ask, CancellationToken stop)
    {
        var (facts, _) = await log.Read(stop);
        if (facts.Count == 0)
        {
            return [];
        }

        var (first, current) = (Period.Of(ask.Frequency, facts[0].KnownAt), Period.Of(ask.Frequency, ask.AsOf));
        var found = new List<(Period Period, double Value, bool IsBound)>();
        for (var period = current.After(-Math.Min(first.Until(current), HistoryMax)); period.End <= ask.AsOf; period = period.After(1))
        {
            stop.ThrowIfCancellationRequested();
            var reading = Evaluation.Of(table.Formulas[id], new FormulaRun(Ecosystem.At(facts, period.End.AddTicks(-1), ask.Demonstration)));
            if (reading.Value is { } value)
            {
                found.Add((period, value, false));
            }
            else
            {
                // A hole is not bridged: what comes after it is the history.
                found.Clear();
            }
        }

        return found;
    }

    /// <summary>Claimed figures of one frequency without a hole up to the last.</summary>
    private async Task<IReadOnlyList<(Period Period, double Value, bool IsBound)>> Claimed(string id, ForecastAsk ask, CancellationToken stop)
    {
        var series = table.SeriesOf(id);
        var all = (await claims.Of([series], ask.AsOf, stop)).GetValueOrDefault(series) ?? [];
        var found = new List<(Period Period, double Value, bool IsBound)>();
        foreach (var claim in all.Where(c => c.Frequency == ask.Frequency && c.Status != "F"))
        {
            var period = new Period(claim.Frequency, claim.Start);
            if (claim.Status == "B" || (found is [.., var before] && before.Period.After(1) != period))
            {
                found.Clear();
            }

            found.Add((period, claim.Value, claim.Comparison is ">" or "<"));
        }

        return found;
    }

    /// <summary>Shares stay within 0 and 100; what is counted does not fall below 0.</summary>
    private static ValueLimits LimitsOf(IndicatorDefinition indicator) => indicator.Kind switch
    {
        "ratio" when indicator.UnitEn == "%" => ValueLimits.Percent,
        "change" or "gap" => ValueLimits.None,
        _ => ValueLimits.NotNegative,
    };

    private static string Word(Frequency frequency) => frequency switch { Frequency.Yearly => "year", Frequency.Quarterly => "quarter", Frequency.Daily => "day", _ => "month" };
}
