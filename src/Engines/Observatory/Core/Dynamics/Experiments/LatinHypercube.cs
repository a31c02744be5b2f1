using KeyEcosystem.Observatory.Core.Dynamics.Execution;

namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>Samples in which each parameter has one value in each of as many equal strata as there are samples.</summary>
public static class LatinHypercube
{
    /// <summary>Shares between 0 and 1: by parameter, one for each sample.</summary>
    /// <param name="parameters">How many parameters.</param>
    /// <param name="samples">How many samples.</param>
    /// <param name="seed">The same seed gives the same bits.</param>
    public static double[][] Of(int parameters, int samples, long seed)
    {
        var all = new double[parameters][];
        for (var p = 0; p < parameters; p++)
        {
            var order = Draw.Key((ulong)seed, (2 * (ulong)p) + 1);
            var within = Draw.Key((ulong)seed, (2 * (ulong)p) + 2);
            var strata = new int[samples];
            for (var i = 0; i < samples; i++)
            {
                var j = (int)(Draw.Uniform(order, (ulong)i) * (i + 1));
                strata[i] = strata[j];
                strata[j] = i;
            }

            all[p] = new double[samples];
            for (var i = 0; i < samples; i++)
            {
                all[p][i] = (strata[i] + Draw.Uniform(within, (ulong)i)) / samples;
            }
        }

        return all;
    }
}
