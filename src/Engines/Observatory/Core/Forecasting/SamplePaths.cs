namespace KeyEcosystem.Observatory.Core.Forecasting;

/// <summary>Ways in which a series may go on, by chance with a seed.</summary>
public static class SamplePaths
{
    /// <summary>
    /// Draws paths: at each step they are distributed as the forecast says, and an error lasts as it did in the past. They stay within the limits.
    /// </summary>
    /// <param name="forecast">The forecast.</param>
    /// <param name="paths">How many.</param>
    /// <param name="seed">The same seed gives the same paths.</param>
    /// <returns>Each with a value for every step; none where the distribution can't be known.</returns>
    public static IReadOnlyList<double[]> Of(Forecast forecast, int paths, int seed)
    {
        if (forecast.Outlook is not { } outlook)
        {
            return [];
        }

        var draws = new Draws(seed);
        var (lasting, passing) = (Math.Sqrt(outlook.Lasting), Math.Sqrt(1 - outlook.Lasting));
        var drawn = new double[paths][];
        for (var i = 0; i < paths; i++)
        {
            var path = new double[outlook.Centres.Length];
            var walk = 0.0;
            for (var h = 0; h < path.Length; h++)
            {
                walk += draws.Score();
                var score = (lasting * walk / Math.Sqrt(h + 1)) + (passing * draws.Score());
                path[h] = outlook.Space.Back(outlook.Centres[h] + (outlook.Sizes[h] * ErrorTable.At(outlook.Rows[h], score)));
            }

            drawn[i] = path;
        }

        return drawn;
    }
}
