namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>How good a forecast was, by the measures of the M4 competition; means over the steps.</summary>
/// <param name="Smape">Symmetric percentage error, 0 to 200.</param>
/// <param name="Mase">Absolute error over the mean change of a season in the history.</param>
/// <param name="Msis">Width of the interval with a penalty for each value outside, over the same.</param>
/// <param name="Covered">The share of values within the interval.</param>
public readonly record struct ForecastScore(double Smape, double Mase, double Msis, double Covered)
{
    /// <summary>Scores one series.</summary>
    /// <param name="history">What was known.</param>
    /// <param name="came">What came.</param>
    /// <param name="mean">What was expected.</param>
    /// <param name="band">The interval; null where there is none, which scores no number.</param>
    /// <param name="season">Values in the season of the scale, 1 for none.</param>
    public static ForecastScore Of(IReadOnlyList<double> history, IReadOnlyList<double> came, IReadOnlyList<double> mean, ForecastBand? band, int season)
    {
        double scale = 0, smape = 0, mase = 0, msis = 0, covered = 0;
        for (var t = season; t < history.Count; t++)
        {
            scale += Math.Abs(history[t] - history[t - season]) / (history.Count - season);
        }

        var penalty = 2 / (1 - ((band?.Level ?? 0) / 100));
        for (var h = 0; h < came.Count; h++)
        {
            var off = Math.Abs(came[h] - mean[h]);
            var size = Math.Abs(came[h]) + Math.Abs(mean[h]);
            smape += size > 0 ? 200 * off / size : 0;
            mase += off / scale;
            if (band is not null)
            {
                msis += (band.High[h] - band.Low[h] + (penalty * Math.Max(0, band.Low[h] - came[h])) + (penalty * Math.Max(0, came[h] - band.High[h]))) / scale;
                covered += came[h] >= band.Low[h] && came[h] <= band.High[h] ? 1 : 0;
            }
        }

        double n = came.Count;
        return band is null ? new ForecastScore(smape / n, mase / n, double.NaN, double.NaN) : new ForecastScore(smape / n, mase / n, msis / n, covered / n);
    }
}
