using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>Prints the constants of <c>PriorErrors</c>: the pooled errors of the training values, both directions made alike.</summary>
internal static class Priors
{
    public static void Run(string data)
    {
        var all = Series.Sets.SelectMany(s => Series.Read(Path.Combine(data, s.File))).ToList();
        Print("Yearly", [.. all.Where(s => s.Period == "yearly")], [1, 2, 3, 4, 6, 8]);
        Print("Quarterly", [.. all.Where(s => s.Period == "quarterly")], [1, 2, 4, 6, 8, 12]);
        Print("Monthly", [.. all.Where(s => s.Period == "monthly")], [1, 2, 3, 6, 12, 18, 24]);
        Print("Weekly", [.. all.Where(s => s.Period == "weekly")], [1, 2, 4, 8, 13, 26]);
        Print("Other", [.. all.Where(s => s.Period == "other")], [1, 2, 4, 6, 8, 12]);
    }

    private static void Print(string name, List<Series> series, int[] steps)
    {
        var studies = new SeriesStudy[series.Count];
        Parallel.For(0, series.Count, i => studies[i] = series[i].Study(steps[^1]));
        var pool = ErrorPool.Of(studies, blend: false);
        Console.WriteLine($"    private static readonly ErrorPool {name} = new(");
        Console.WriteLine($"        new ErrorTable(\n            [{string.Join(", ", steps)}],\n            [");
        foreach (var row in steps.Select(pool.Table.Row))
        {
            Console.WriteLine($"                [{string.Join(", ", row.Select((q, i) => $"{(q - row[^(i + 1)]) / 2:0.###}"))}],");
        }

        Console.WriteLine($"            ]),\n        [{string.Join(", ", pool.Logs.Take(steps[^1]).Select(l => $"{l:0.###}"))}],\n        {pool.Lasting:0.##},\n        {pool.Series});");
    }
}
