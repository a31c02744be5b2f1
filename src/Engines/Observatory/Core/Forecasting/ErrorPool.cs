namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Errors of past forecasts of many series, each as a multiple of its series' size: what a short series can't know of itself.</summary>
public sealed class ErrorPool
{
    /// <summary>Series at which a pool counts as much as the errors of the competitions.</summary>
    private const double SeriesHalf = 30;

    /// <summary>Past moments at which a series' own errors count as much as those of the pool.</summary>
    private const double MomentsHalf = 20;

    /// <summary>Part of what past errors lean to on one side that is taken away: a common boom or slump that was seldom lasts.</summary>
    private const double LeanTaken = 0.25;

    /// <summary>Keeps the logarithm of an error that happens to be nothing within reason.</summary>
    private const double Floor = 0.05;

    internal ErrorPool(ErrorTable table, double[] logs, double lasting, int series) => (Table, Logs, Lasting, Series) = (table, logs, lasting, series);

    /// <summary>How many series it is of.</summary>
    public int Series { get; }

    /// <summary>Quantiles by step.</summary>
    internal ErrorTable Table { get; }

    /// <summary>The mean logarithm of an error at each step.</summary>
    internal double[] Logs { get; }

    /// <summary>Which part of an error lasts.</summary>
    internal double Lasting { get; }

    /// <summary>Pools the errors of series of one frequency. Few series are blended with the errors of the competitions.</summary>
    /// <param name="studies">The series.</param>
    public static ErrorPool Of(IReadOnlyList<SeriesStudy> studies) => Of(studies, blend: true);

    /// <summary>The same; without the blend it is what the priors are made of.</summary>
    internal static ErrorPool Of(IReadOnlyList<SeriesStudy> studies, bool blend)
    {
        var used = studies.Where(s => s.View is { Past.Length: > 0 }).ToList();
        var prior = studies.Count == 0 ? PriorErrors.Of(Frequency.Other, 1) : PriorErrors.Of(studies[0].Frequency, studies[0].Season);
        var steps = used.Count == 0 ? 0 : used.Max(s => s.View!.Past.Max(p => p.Errors.Length));
        if (steps == 0)
        {
            return prior;
        }

        var logs = Logarithms(used, steps, prior.Logs);
        var errors = Enumerable.Range(0, steps).Select(_ => new List<double>()).ToArray();
        var series = new int[steps];
        foreach (var view in used.Select(s => s.View!))
        {
            for (var h = 0; h < steps; h++)
            {
                series[h] += view.Past.Any(p => p.Errors.Length > h) ? 1 : 0;
            }

            foreach (var past in view.Past)
            {
                var own = Own(view, logs, past);
                for (var h = 0; h < past.Errors.Length; h++)
                {
                    if (past.Sizes[h] > 0)
                    {
                        errors[h].Add(past.Errors[h] / (past.Sizes[h] * own));
                    }
                }
            }
        }

        // A step of which nothing was seen ends the table.
        steps = Array.FindIndex(errors, e => e.Count == 0) is >= 0 and var end ? end : steps;
        if (steps == 0)
        {
            return prior;
        }

        var rows = ErrorTable.Quantiles(errors[..steps]);
        var lasting = Lasts(used, steps, prior.Lasting);
        if (blend)
        {
            for (var h = 0; h < steps; h++)
            {
                var weight = series[h] / (series[h] + SeriesHalf);
                var row = prior.Table.Row(h + 1);
                var lean = LeanTaken * rows[h][rows[h].Length / 2];
                rows[h] = [.. rows[h].Select((q, i) => (weight * (q - lean)) + ((1 - weight) * row[i]))];
            }
        }

        return new ErrorPool(new ErrorTable([.. Enumerable.Range(1, steps)], rows), logs, lasting, used.Count);
    }

    /// <summary>How much larger than usual the errors of a series are, from those of its past, drawn towards 1 where they are few.</summary>
    /// <param name="view">The series.</param>
    /// <param name="logs">Mean logarithms of the pool.</param>
    /// <param name="without">A moment to leave out: an error is never measured by itself.</param>
    internal static double Own(View view, double[] logs, PastMoment? without = null)
    {
        double sum = 0;
        int count = 0, moments = 0;
        foreach (var past in view.Past)
        {
            if (ReferenceEquals(past, without))
            {
                continue;
            }

            moments++;
            for (var h = 0; h < past.Errors.Length; h++)
            {
                if (past.Sizes[h] > 0)
                {
                    sum += Log(past, h) - logs[Math.Min(h, logs.Length - 1)];
                    count++;
                }
            }
        }

        return count == 0 ? 1 : Math.Exp(moments / (moments + MomentsHalf) * sum / count);
    }

    private static double Log(PastMoment past, int h) => Math.Log((Math.Abs(past.Errors[h]) / past.Sizes[h]) + Floor);

    private static double[] Logarithms(List<SeriesStudy> used, int steps, double[] prior)
    {
        var (sums, counts) = (new double[steps], new int[steps]);
        foreach (var past in used.SelectMany(s => s.View!.Past))
        {
            for (var h = 0; h < past.Errors.Length; h++)
            {
                if (past.Sizes[h] > 0)
                {
                    sums[h] += Log(past, h);
                    counts[h]++;
                }
            }
        }

        return [.. sums.Select((s, h) => counts[h] > 0 ? s / counts[h] : prior[Math.Min(h, prior.Length - 1)])];
    }

    /// <summary>How alike the errors of neighbouring steps are, against those of a random walk; the middle of all pairs of steps.</summary>
    private static double Lasts(List<SeriesStudy> used, int steps, double prior)
    {
        var parts = new List<double>();
        for (var h = 1; h < steps; h++)
        {
            double both = 0, early = 0, late = 0;
            var pairs = 0;
            foreach (var past in used.SelectMany(s => s.View!.Past).Where(p => p.Errors.Length > h && p.Sizes[h] > 0))
            {
                // Signs with the root of the size: a few huge errors must not speak for all.
                var (a, b) = (Damp(past.Errors[h - 1] / past.Sizes[h - 1]), Damp(past.Errors[h] / past.Sizes[h]));
                both += a * b;
                early += a * a;
                late += b * b;
                pairs++;
            }

            if (pairs >= 20 && early > 0 && late > 0)
            {
                parts.Add(both / Math.Sqrt(early * late) / Math.Sqrt(h / (h + 1.0)));
            }
        }

        return parts.Count == 0 ? prior : Math.Clamp(Methods.Simple.Median([.. parts]), 0, 1);

        static double Damp(double error) => Math.Sign(error) * Math.Sqrt(Math.Abs(error));
    }
}
