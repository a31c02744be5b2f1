namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>
/// A made-up ecosystem for who has no trace at hand: six owners of unlike size and rhythm over two weeks, some short of devices while others' stand idle. Run times are heavy-tailed (log-normal), gangs
/// are powers of two, owners submit by day or by night, in waves. The same seed gives the same jobs everywhere.
/// </summary>
public static class SampleTrace
{
    private const int Days = 14;
    private const long HourS = 3600;

    private static readonly (string Name, int Gpus, double JobsADay, int PeakHour, double MedianHours, int GangMax)[] Owners =
    [
        ("cloud", 68, 150, 14, 2.0, 32),
        ("carmaker", 64, 90, 22, 2.5, 32),
        ("materials-institute", 32, 80, 11, 2.5, 8),
        ("steelmaker", 24, 12, 3, 1.0, 8),
        ("university", 20, 90, 16, 1.5, 8),
        ("hospital", 12, 9, 9, 0.7, 4),
    ];

    /// <summary>Makes one.</summary>
    /// <param name="seed">Which.</param>
    public static Trace Make(int seed)
    {
        var jobs = new List<TraceJob>();
        for (var owner = 0; owner < Owners.Length; owner++)
        {
            var (name, _, perDay, peak, median, gangMax) = Owners[owner];
            var random = new Random((seed * 31) + owner);
            for (var hour = 0; hour < Days * 24; hour++)
            {
                // A day's rhythm, fewer on weekends, and a wave every few days.
                var rhythm = 1 + (0.9 * Math.Cos(2 * Math.PI * ((hour % 24) - peak) / 24));
                var week = hour / 24 % 7 >= 5 ? 0.4 : 1.0;
                var wave = 1 + (0.8 * Math.Sin(2 * Math.PI * hour / (24.0 * (2 + owner))));
                for (var left = perDay / 24 * rhythm * week * wave; left > 0 && random.NextDouble() < left; left--)
                {
                    var gang = 1 << (int)(random.NextDouble() * random.NextDouble() * (Math.Log2(gangMax) + 0.999));
                    var run = Math.Clamp(median * Math.Exp(1.2 * Normal(random)), 0.05, 72);
                    jobs.Add(new TraceJob($"{name}-{jobs.Count}", (hour * HourS) + random.Next((int)HourS), (long)(run * HourS), gang, owner));
                }
            }
        }

        return new Trace([.. jobs.OrderBy(j => j.SubmitS)], [.. Owners.Select(o => new TraceOwner(o.Name, o.Gpus))], 0);
    }

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
