using System.Globalization;
using KeyEcosystem.Cli.Compute;
using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>A file of series.</summary>
internal static class SeriesRows
{
    /// <summary>Reads it whole: what is wrong in its last line is known before the work begins.</summary>
    /// <exception cref="UsageException">It can't be read; the message names line and column.</exception>
    public static IReadOnlyList<SeriesRow> Read(string option, string path, IReadOnlyList<double> levels)
    {
        var table = CsvTable.Read(option, path, "id", "period", "h", "train");
        var rows = new List<SeriesRow>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in table.Rows())
        {
            var id = row.Text("id") ?? throw row.Wrong("id", "nothing stands there; give each series a name of its own", "为空，每个序列须有各自的名称");
            if (!seen.Add(id))
            {
                throw row.Wrong("id", $"\"{id}\" stands in an earlier line too; give each series a name of its own", $"“{id}”在前面已出现，每个序列须有各自的名称");
            }

            var period = row.Text("period") ?? throw row.Wrong("period", "nothing stands there; write yearly, quarterly, monthly, weekly, daily, hourly or other", "为空，须为 yearly、quarterly、monthly、weekly、daily、hourly 或 other");
            var m = row.Number(row.Text("m") is not null || row.Text("m_mase") is null ? "m" : "m_mase", 1, ForecastRequest.SeasonMax);
            var request = new ForecastRequest(Values(row), row.Number("h", 1, ForecastRequest.StepsMax)) { Frequency = Frequencies.Named(period), Season = m > 1 ? m : 0, Levels = levels };
            rows.Add(new SeriesRow(id, period, m, request, refusal => row.Wrong("train", refusal.Detail, refusal.Detail)));
        }

        return rows.Count > 0 ? rows : throw new UsageException($"{option}: \"{path}\" has no series below its first line. {option}：“{path}”首行之下没有序列。");
    }

    private static double[] Values(CsvTable.Row row)
    {
        var texts = (row.Text("train") ?? throw row.Wrong("train", "nothing stands there; write at least one number", "为空，至少须有一个数")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var values = new double[texts.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (!double.TryParse(texts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
            {
                throw row.Wrong("train", $"value {i + 1} of {texts.Length} is \"{texts[i]}\"; write finite numbers with spaces between", $"第 {i + 1} 个值（共 {texts.Length} 个）为“{texts[i]}”，须为以空格分隔的有限数值");
            }
        }

        return values;
    }
}
