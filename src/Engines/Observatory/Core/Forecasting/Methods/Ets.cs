namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>
/// Exponential smoothing in state-space form: error additive or multiplicative, trend none, additive or damped, season none, additive or multiplicative.
/// The form is chosen by the corrected Akaike criterion.
/// </summary>
internal static class Ets
{
    private const int SeasonMax = 24;
    private const double Tiny = 1e-300;
    private const double Least = 0.0001;
    private const double Most = 0.9999;

    /// <summary>What a form of the model is.</summary>
    internal readonly record struct Form(bool Multiplies, bool Trend, bool Damped, SeasonKind Season);

    /// <summary>How a season acts.</summary>
    internal enum SeasonKind
    {
        /// <summary>Not at all.</summary>
        None,

        /// <summary>It is added.</summary>
        Added,

        /// <summary>It multiplies.</summary>
        Multiplied,
    }

    /// <summary>Chooses the form with the least criterion; what comes back fits it to any series and forecasts that. Where there are too few values: a level.</summary>
    /// <param name="y">The series.</param>
    /// <param name="m">Length of the season.</param>
    public static Func<double[], int, double[]> Choose(double[] y, int m)
    {
        var positive = y.Min() > 0;
        var seasonal = m is > 1 and <= SeasonMax && y.Length >= (2 * m) + 4;
        (double Criterion, Form Form)? best = null;
        foreach (var form in Forms(positive, seasonal))
        {
            var fit = Fit.Of(y, m, form);
            if (fit is not null && double.IsFinite(fit.Criterion) && (best is null || fit.Criterion < best.Value.Criterion))
            {
                best = (fit.Criterion, form);
            }
        }

        return (values, steps) =>
            best is { } chosen && (!chosen.Form.Multiplies || values.Min() > 0) && (chosen.Form.Season == SeasonKind.None || values.Length >= (2 * m) + 4) && Fit.Of(values, m, chosen.Form) is { } fit
                ? fit.Ahead(steps)
                : Smoothing.Single(values, steps);
    }

    private static IEnumerable<Form> Forms(bool positive, bool seasonal)
    {
        foreach (var season in seasonal ? (SeasonKind[])[SeasonKind.None, SeasonKind.Added, SeasonKind.Multiplied] : [SeasonKind.None])
        {
            foreach (var multiplies in positive ? (bool[])[false, true] : [false])
            {
                // An error that is added to a season that multiplies can't be kept finite.
                if (season == SeasonKind.Multiplied && !multiplies)
                {
                    continue;
                }

                yield return new Form(multiplies, false, false, season);
                yield return new Form(multiplies, true, false, season);
                yield return new Form(multiplies, true, true, season);
            }
        }
    }

    /// <summary>One form fitted to a series.</summary>
    internal sealed class Fit
    {
        private readonly double[] y;
        private readonly int m;
        private readonly Form form;
        private readonly double[] figures;
        private readonly double[] season;
        private double[] best = [];

        private Fit(double[] y, int m, Form form)
        {
            (this.y, this.m, this.form) = (y, form.Season == SeasonKind.None ? 1 : m, form);
            figures = form.Season == SeasonKind.None ? [0] : Seasons.Figures(y, m, form.Season == SeasonKind.Multiplied);
            season = new double[figures.Length];
        }

        /// <summary>The corrected criterion; less is better.</summary>
        public double Criterion { get; private set; }

        /// <summary>Fits; null where there are too few values for the form.</summary>
        public static Fit? Of(double[] y, int m, Form form)
        {
            var free = 3 + (form.Trend ? 2 : 0) + (form.Damped ? 1 : 0) + (form.Season == SeasonKind.None ? 0 : m);
            if (y.Length <= free + 1)
            {
                return null;
            }

            var fit = new Fit(y, m, form);
            if (form.Season == SeasonKind.Multiplied && fit.figures.Any(f => f <= 0.01))
            {
                return null;
            }

            fit.Search(free);
            return fit;
        }

        /// <summary>The values ahead.</summary>
        public double[] Ahead(int steps)
        {
            var ahead = new double[steps];
            Run(best, ahead);
            return ahead;
        }

        private void Search(int free)
        {
            var first = new double[Math.Min(y.Length, Math.Max(10, 2 * m))];
            for (var t = 0; t < first.Length; t++)
            {
                first[t] = form.Season switch { SeasonKind.Added => y[t] - figures[t % m], SeasonKind.Multiplied => y[t] / figures[t % m], _ => y[t] };
            }

            var (intercept, slope) = Theta.Line(first);
            var level = form.Trend ? intercept - slope : Seasons.Mean(first);
            var spread = Math.Max(1e-9 * Math.Abs(level), first.Max() - first.Min());
            List<double> start = [0.4, level], low = [Least, level - spread], high = [Most, level + spread];
            if (form.Multiplies)
            {
                low[1] = Math.Max(low[1], 0.01 * Math.Abs(level));
            }

            if (form.Trend)
            {
                start.AddRange([0.1, slope]);
                low.AddRange([Least, slope - (spread / 2)]);
                high.AddRange([Most, slope + (spread / 2)]);
            }

            if (form.Damped)
            {
                start.Add(0.95);
                low.Add(0.8);
                high.Add(0.98);
            }

            if (form.Season != SeasonKind.None)
            {
                start.Add(0.1);
                low.Add(Least);
                high.Add(Most);
            }

            best = Simplex.Least(p => Run(p, []), [.. start], [.. low], [.. high], 40 * start.Count);
            double n = y.Length;
            Criterion = Run(best, []) + (2 * free) + (2.0 * free * (free + 1) / (n - free - 1));
        }

        /// <summary>One pass: minus twice the logarithm of the likelihood, and the values ahead.</summary>
        private double Run(double[] p, double[] ahead)
        {
            var (alpha, level) = (p[0], p[1]);
            var (beta, slope) = form.Trend ? (alpha * p[2], p[3]) : (0, 0);
            var phi = form.Damped ? p[4] : 1;
            var gamma = form.Season == SeasonKind.None ? 0 : (1 - alpha) * p[^1];
            figures.CopyTo(season, 0);
            double squares = 0, logs = 0;
            for (int t = 0, place = 0; t < y.Length; t++)
            {
                var trended = level + (phi * slope);
                var s = season[place];
                var expected = form.Season switch { SeasonKind.Added => trended + s, SeasonKind.Multiplied => trended * s, _ => trended };
                var error = y[t] - expected;
                if (form.Multiplies)
                {
                    if (expected <= 0)
                    {
                        return double.MaxValue;
                    }

                    squares += error / expected * (error / expected);
                    logs += Math.Log(expected);
                }
                else
                {
                    squares += error * error;
                }

                if (form.Season == SeasonKind.Multiplied)
                {
                    level = trended + (alpha * error / s);
                    slope = (phi * slope) + (beta * error / s);
                    season[place] = s + (gamma * error / trended);
                }
                else
                {
                    level = trended + (alpha * error);
                    slope = (phi * slope) + (beta * error);
                    season[place] = s + (gamma * error);
                }

                place = place + 1 == m ? 0 : place + 1;
            }

            var fading = phi;
            for (var h = 0; h < ahead.Length; h++)
            {
                var trended = level + (fading * slope);
                var s = season[(y.Length + h) % m];
                ahead[h] = form.Season switch { SeasonKind.Added => trended + s, SeasonKind.Multiplied => trended * s, _ => trended };
                fading = form.Damped ? fading + Math.Pow(phi, h + 2) : fading + 1;
            }

            return (y.Length * Math.Log(Math.Max(squares, Tiny))) + (2 * logs);
        }
    }
}
