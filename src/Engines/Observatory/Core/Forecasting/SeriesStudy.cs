using KeyEcosystem.Kernel;

namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>A series with its methods chosen, its middle forecast and its past tried: all that needs no other series.</summary>
public sealed class SeriesStudy
{
    private const int ValuesForChance = 5;
    private const int LevelsMax = 10;
    private readonly ForecastRequest request;
    private readonly double[] values;
    private readonly List<ForecastNote> notes = [];

    private SeriesStudy(ForecastRequest request)
    {
        this.request = request;
        values = [.. request.Values.Skip(request.Values.Count - ForecastRequest.ValuesUsedMax)];
        Season = request.Season > 0 ? request.Season : Frequencies.Season(request.Frequency);
        if (values.Length < request.Values.Count)
        {
            notes.Add(ForecastNote.OlderLeftOut);
        }

        if (values.Length == 1 || values.All(v => v == values[0]))
        {
            notes.Add(values.Length == 1 ? ForecastNote.OneValue : ForecastNote.NoVariation);
            return;
        }

        if (values.Length < ValuesForChance)
        {
            notes.Add(ForecastNote.FewValues);
        }

        if (Season > 1 && values.Length < (2 * Season) + 4)
        {
            notes.Add(ForecastNote.SeasonLeftOut);
        }

        // Of several scales the one with the least error in the past, the plain one where that is not known.
        View = Space.Of(request.Limits, values).Select(s => new View(s, values, Season, request.Method, request.Steps)).MinBy(Off);
    }

    /// <summary>How far apart the values stand.</summary>
    public Frequency Frequency => request.Frequency;

    /// <summary>Values in a season.</summary>
    public int Season { get; }

    /// <summary>The series with its methods; null where there is nothing to be learned from it.</summary>
    internal View? View { get; }

    /// <summary>Studies a series.</summary>
    /// <param name="request">What is to be forecast.</param>
    /// <returns>The study, or a refusal <c>input.field</c> that names what can't be accepted.</returns>
    public static Result<SeriesStudy> Of(ForecastRequest request) => Wrong(request) is { } refusal ? refusal : new SeriesStudy(request);

    /// <summary>The forecast, with intervals by the errors of like series.</summary>
    /// <param name="pool">The errors of series of the same frequency; null for those of the competitions.</param>
    public Forecast Forecast(ErrorPool? pool = null)
    {
        if (View is null)
        {
            var last = Enumerable.Repeat(values[^1], request.Steps).ToArray();
            ForecastBand[] points = notes.Contains(ForecastNote.OneValue) ? [] : [.. request.Levels.Select(l => new ForecastBand(l, last, last))];
            return Made(ForecastMethod.Naive, [], Transform.None, last, points, IntervalSource.None, null, null, notes);
        }

        var prior = pool is null;
        pool ??= PriorErrors.Of(Frequency, Season);
        var own = ErrorPool.Own(View, pool.Logs);
        var outlook = new Outlook(View.Space, View.Centres, [.. View.Sizes.Select(s => s * own)], [.. Enumerable.Range(1, request.Steps).Select(pool.Table.Row)], pool.Lasting);
        return Made(
            request.Method,
            request.Method == ForecastMethod.Combination ? [.. View.Members] : [],
            View.Space.Transform,
            [.. View.Centres.Select(View.Space.Back)],
            [.. request.Levels.Select(l => Band(outlook, l))],
            !prior ? IntervalSource.Pool : View.Past.Length > 0 ? IntervalSource.PriorAndOwn : IntervalSource.Prior,
            Tried(View),
            outlook,
            request.Steps > pool.Table.StepsSeen ? [.. notes, ForecastNote.BeyondErrors] : notes);
    }

    private Forecast Made(ForecastMethod method, ForecastMethod[] members, Transform transform, double[] mean, ForecastBand[] bands, IntervalSource source, BackTest? tried, Outlook? outlook, List<ForecastNote> said) => new()
    {
        Method = method,
        Members = members,
        Transform = transform,
        Season = View is null ? 1 : Season,
        Mean = mean,
        Bands = bands,
        IntervalSource = source,
        BackTest = tried,
        Notes = said,
        History = values,
        Outlook = outlook,
    };

    /// <summary>An interval holds its middle, whatever the errors of the others lean to.</summary>
    private static ForecastBand Band(Outlook outlook, double level)
    {
        var score = Normal.Score(0.5 + (level / 200));
        var (low, high) = (new double[outlook.Centres.Length], new double[outlook.Centres.Length]);
        for (var h = 0; h < low.Length; h++)
        {
            low[h] = outlook.Space.Back(outlook.Centres[h] + (outlook.Sizes[h] * Math.Min(0, ErrorTable.At(outlook.Rows[h], -score))));
            high[h] = outlook.Space.Back(outlook.Centres[h] + (outlook.Sizes[h] * Math.Max(0, ErrorTable.At(outlook.Rows[h], score))));
        }

        return new ForecastBand(level, low, high);
    }

    /// <summary>Mean absolute error of the past in the unit of the values.</summary>
    private double Off(View view)
    {
        double sum = 0;
        var count = 0;
        foreach (var past in view.Past)
        {
            for (var h = 0; h < past.Errors.Length; h++)
            {
                var came = values[past.Known + h];
                sum += Math.Abs(came - view.Space.Back(view.Space.There(came) - past.Errors[h]));
                count++;
            }
        }

        return count == 0 ? 0 : sum / count;
    }

    /// <summary>The back-test, its errors in the unit of the values where the scale is plain, else in that scale.</summary>
    private static BackTest? Tried(View view)
    {
        if (view.Past.Length == 0)
        {
            return null;
        }

        var steps = view.Past.Max(p => p.Errors.Length);
        var counts = Enumerable.Range(0, steps).Select(h => view.Past.Count(p => p.Errors.Length > h)).ToArray();
        var unit = view.Space.Unit;
        List<MethodErrors> methods = [new(ForecastMethod.Combination, Means(p => p.Errors))];
        methods.AddRange(view.Members.Select((m, k) => new MethodErrors(m, Means(p => p.MemberErrors[k]))));
        methods.Add(new MethodErrors(ForecastMethod.Naive, Means(p => p.MemberErrors[^1])));
        return new BackTest(view.Past.Length, counts, methods);

        double[] Means(Func<PastMoment, double[]> errors) => [.. counts.Select((c, h) => unit * (view.Past.Where(p => p.Errors.Length > h).Sum(p => Math.Abs(errors(p)[h])) / c))];
    }

    private static Refusal? Wrong(ForecastRequest r)
    {
        if (r.Values.Count is 0 or > ForecastRequest.ValuesMax)
        {
            return Refusal.Field("values", $"1 to {ForecastRequest.ValuesMax} numbers", $"{r.Values.Count}");
        }

        for (var i = 0; i < r.Values.Count; i++)
        {
            if (!double.IsFinite(r.Values[i]))
            {
                return Refusal.Field($"values[{i}]", "a finite number", $"{r.Values[i]}");
            }

            if (!r.Limits.Hold(r.Values[i]))
            {
                return Refusal.Field($"values[{i}]", "a number within the limits", $"{r.Values[i]}");
            }
        }

        return r.Limits is { Low: { } low, High: { } high } && !(low < high) ? Refusal.Field("limits", "a lower one below the upper one", $"{low}, {high}")
            : r.Limits.Low is { } l && !double.IsFinite(l) ? Refusal.Field("limits.low", "a finite number", $"{l}")
            : r.Limits.High is { } u && !double.IsFinite(u) ? Refusal.Field("limits.high", "a finite number", $"{u}")
            : r.Steps is < 1 or > ForecastRequest.StepsMax ? Refusal.Field("steps", $"1 to {ForecastRequest.StepsMax}", $"{r.Steps}")
            : r.Season is < 0 or > ForecastRequest.SeasonMax ? Refusal.Field("season", $"0 to {ForecastRequest.SeasonMax}", $"{r.Season}")
            : r.Levels.Count > LevelsMax ? Refusal.Field("levels", $"at most {LevelsMax}", $"{r.Levels.Count}")
            : r.Levels.Where(v => !(v > 0 && v < 100)).Select(v => Refusal.Field("levels", "above 0 and below 100", $"{v}")).FirstOrDefault();
    }
}
