using System.Globalization;
using System.IO.Compression;
using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Observatory.Core.Forecasting.Methods;

namespace KeyEcosystem.Bench.Forecasting;

/// <summary>One series of a competition file, with what came.</summary>
internal sealed record Series(string Id, string Period, int M, int Steps, double[] Train, double[] Test)
{
    /// <summary>The competition files and what they are called.</summary>
    public static readonly (string Name, string File)[] Sets =
        [("m3", "m3/m3-series.csv.gz"), ("tourism", "tourism/tourism-series.csv.gz"), ("m4", "m4/m4-weekly-series.csv.gz")];

    /// <summary>The series of a file.</summary>
    public static List<Series> Read(string path)
    {
        var rows = Rows(path).ToList();
        var m = rows[0].ContainsKey("m") ? "m" : "m_mase";
        return [.. rows.Select(r => new Series(r["id"], r["period"], int.Parse(r[m]), int.Parse(r["h"]), Numbers(r["train"]), Numbers(r.GetValueOrDefault("test", ""))))];
    }

    /// <summary>The rows of a CSV file, plain or gzipped, by the names of its columns.</summary>
    public static IEnumerable<Dictionary<string, string>> Rows(string path)
    {
        using var file = File.OpenRead(path);
        using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(plain);
        var header = reader.ReadLine()!.Split(',');
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            yield return header.Select((h, i) => (h, cells[i])).ToDictionary(p => p.h, p => p.Item2, StringComparer.Ordinal);
        }
    }

    /// <summary>Numbers with spaces between.</summary>
    public static double[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(t => double.Parse(t, CultureInfo.InvariantCulture))];

    /// <summary>The season that the verb takes: the file's, or that of the period where the file has none.</summary>
    public int Season => M > 1 ? M : 0;

    /// <summary>Its study.</summary>
    public SeriesStudy Study(int steps = 0, double[]? known = null) =>
        SeriesStudy.Of(new ForecastRequest(known ?? Train, steps > 0 ? steps : Steps) { Frequency = Frequencies.Named(Period), Season = Season }).Value;

    /// <summary>The benchmark that an overall weighted average divides by: the last value, around the season where there is one by the M4 rule with the file's season.</summary>
    public double[] Naive2() => Roster.Choose(ForecastMethod.Naive2, Train, M).Forecast(Train, Steps);

    /// <summary>Studies of many, on all cores.</summary>
    public static SeriesStudy[] Studies(IReadOnlyList<Series> all)
    {
        var studies = new SeriesStudy[all.Count];
        Parallel.For(0, all.Count, i => studies[i] = all[i].Study());
        return studies;
    }
}
