namespace KeyEcosystem.Observatory.Core.Forecasting.Methods;

/// <summary>Linear equations of least squares.</summary>
internal static class LeastSquares
{
    /// <summary>Solves the normal equations A x = b in place; a direction in which nothing was seen gets 0.</summary>
    public static double[] Solve(double[,] a, double[] b)
    {
        var k = b.Length;
        var tiny = 0.0;
        for (var i = 0; i < k; i++)
        {
            tiny = Math.Max(tiny, Math.Abs(a[i, i]) * 1e-12);
        }

        for (var i = 0; i < k; i++)
        {
            var pivot = i;
            for (var r = i + 1; r < k; r++)
            {
                pivot = Math.Abs(a[r, i]) > Math.Abs(a[pivot, i]) ? r : pivot;
            }

            for (var j = 0; j < k && pivot != i; j++)
            {
                (a[i, j], a[pivot, j]) = (a[pivot, j], a[i, j]);
            }

            (b[i], b[pivot]) = (b[pivot], b[i]);
            for (var r = i + 1; r < k && Math.Abs(a[i, i]) > tiny; r++)
            {
                var factor = a[r, i] / a[i, i];
                for (var j = i; j < k; j++)
                {
                    a[r, j] -= factor * a[i, j];
                }

                b[r] -= factor * b[i];
            }
        }

        var x = new double[k];
        for (var i = k - 1; i >= 0; i--)
        {
            var rest = b[i];
            for (var j = i + 1; j < k; j++)
            {
                rest -= a[i, j] * x[j];
            }

            x[i] = Math.Abs(a[i, i]) > tiny ? rest / a[i, i] : 0;
        }

        return x;
    }
}
