using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How likely targets are reached, by sample paths.</summary>
public static class TargetChances
{
    /// <summary>Paths when none are asked for: a standard error of at most 0.005.</summary>
    public const int PathsDefault = 10_000;

    /// <summary>Paths, at most.</summary>
    public const int PathsMax = 200_000;

    /// <summary>The chance of a target.</summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="question">The target.</param>
    /// <param name="paths">How many paths.</param>
    /// <param name="seed">The same seed gives the same paths.</param>
    /// <returns>The chance, withheld with its reason where the history is too thin; or a refusal <c>input.field</c>.</returns>
    public static Result<TargetChance> Of(Forecast forecast, TargetQuestion question, int paths = PathsDefault, int seed = 1)
    {
        if (Wrong(forecast, question, paths) is { } refusal)
        {
            return refusal;
        }

        ForecastNote[] thin = [.. forecast.Notes.Where(n => n is ForecastNote.OneValue or ForecastNote.NoVariation or ForecastNote.FewValues)];
        return thin.Length > 0 || forecast.Outlook is null
            ? new TargetChance(null, 0, 0, thin.FirstOrDefault())
            : Of(SamplePaths.Of(forecast, paths, seed), forecast.History, question);
    }

    /// <summary>The chance of a target over paths from anywhere.</summary>
    /// <param name="paths">Each with a value for every step up to the question's at least.</param>
    /// <param name="history">What was before, oldest first.</param>
    /// <param name="question">The target.</param>
    public static TargetChance Of(IReadOnlyList<double[]> paths, IReadOnlyList<double> history, TargetQuestion question)
    {
        var before = 0;
        while (before < Math.Min(history.Count, question.Persistence - 1) && question.Reached(history[history.Count - 1 - before]))
        {
            before++;
        }

        return TargetChance.Of(paths.Count(p => Reaches(p, before, question)), paths.Count);
    }

    private static bool Reaches(double[] path, int before, TargetQuestion question)
    {
        var row = before;
        for (var h = 0; h < question.Step; h++)
        {
            row = question.Reached(path[h]) ? row + 1 : 0;
            if (question.AnyTime && row >= question.Persistence)
            {
                return true;
            }
        }

        return row >= question.Persistence;
    }

    private static Refusal? Wrong(Forecast forecast, TargetQuestion q, int paths) =>
        q.Step < 1 || q.Step > forecast.Mean.Count ? Refusal.Field("step", $"1 to {forecast.Mean.Count}", $"{q.Step}")
        : !double.IsFinite(q.Bound) ? Refusal.Field("bound", "a finite number", $"{q.Bound}")
        : q.Side == TargetSide.Within && !(q.UpperBound >= q.Bound && double.IsFinite(q.UpperBound.Value)) ? Refusal.Field("upperBound", "a finite number, not below the lower bound", q.UpperBound?.ToString())
        : q.Persistence is < 1 or > ForecastRequest.StepsMax ? Refusal.Field("persistence", $"1 to {ForecastRequest.StepsMax}", $"{q.Persistence}")
        : paths is < 100 or > PathsMax ? Refusal.Field("paths", $"100 to {PathsMax}", $"{paths}")
        : null;
}
