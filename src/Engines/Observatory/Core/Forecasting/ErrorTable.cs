namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How large errors are at each step as multiples of a series' own size: quantiles, and between them by the normal scale.</summary>
/// <param name="steps">The steps that there are rows of, rising.</param>
/// <param name="rows">Quantiles at <see cref="Chances"/> for each.</param>
internal sealed class ErrorTable(int[] steps, double[][] rows)
{
    /// <summary>The chances whose quantiles are kept.</summary>
    public static readonly double[] Chances = [0.005, 0.025, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.975, 0.995];

    private static readonly double[] Scores = [.. Chances.Select(Normal.Score)];

    /// <summary>The last step of which an error was seen.</summary>
    public int StepsSeen => steps[^1];

    /// <summary>How fast errors grow at the end, as a power of the step: at most as a straight trend that is off.</summary>
    public double Growth { get; } = Power(steps, rows);

    /// <summary>The quantiles of all errors that were seen at each step.</summary>
    /// <param name="errors">At each step from 1 on, in any order; sorted here.</param>
    public static double[][] Quantiles(IReadOnlyList<List<double>> errors) => [.. errors.Select(e =>
    {
        e.Sort();
        return (double[])[.. Chances.Select(c => Quantile(e, c))];
    })];

    /// <summary>The row of a step.</summary>
    /// <param name="step">From 1 on; beyond what was seen it is extrapolated.</param>
    public double[] Row(int step)
    {
        if (step >= steps[^1])
        {
            var factor = Math.Pow((double)step / steps[^1], Growth);
            return [.. rows[^1].Select(q => q * factor)];
        }

        var at = Array.FindIndex(steps, s => s >= step);
        if (steps[at] == step || at == 0)
        {
            return rows[at];
        }

        var part = (double)(step - steps[at - 1]) / (steps[at] - steps[at - 1]);
        return [.. rows[at].Select((q, i) => (part * q) + ((1 - part) * rows[at - 1][i]))];
    }

    /// <summary>The quantile at a normal score.</summary>
    public static double At(double[] row, double score)
    {
        var i = 1;
        while (i < Scores.Length - 1 && Scores[i] < score)
        {
            i++;
        }

        return row[i - 1] + ((score - Scores[i - 1]) / (Scores[i] - Scores[i - 1]) * (row[i] - row[i - 1]));
    }

    private static double Quantile(List<double> sorted, double chance)
    {
        var place = ((sorted.Count + 1) * chance) - 1;
        var below = (int)Math.Clamp(Math.Floor(place), 0, sorted.Count - 1);
        var above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (Math.Clamp(place - below, 0, 1) * (sorted[above] - sorted[below]));
    }

    private static double Power(int[] steps, double[][] rows)
    {
        var half = Array.FindLastIndex(steps, s => 2 * s <= steps[^1] + 1);
        if (half < 0)
        {
            return 0.5;
        }

        var (early, late) = (rows[half][^3] - rows[half][2], rows[^1][^3] - rows[^1][2]);
        return early > 0 && late > early ? Math.Clamp(Math.Log(late / early) / Math.Log((double)steps[^1] / steps[half]), 0.25, 1) : 0.25;
    }
}
