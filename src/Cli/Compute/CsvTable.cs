using System.Globalization;

namespace KeyEcosystem.Cli.Compute;

/// <summary>Rows of a CSV file, read by the names of its columns: they stand in any order, and others beside them.</summary>
internal sealed class CsvTable
{
    private readonly string option;
    private readonly string path;
    private readonly string[] header;
    private readonly IReadOnlyList<string> lines;

    private CsvTable(string option, string path, IReadOnlyList<string> lines)
    {
        (this.option, this.path, this.lines) = (option, path, lines);
        header = lines.Count == 0 ? [] : Split(lines[0].TrimStart('\uFEFF'));
    }

    public static CsvTable Read(string option, string path, params string[] needed)
    {
        var table = new CsvTable(option, path, CsvLines.Read(option, path));
        var missing = needed.Where(n => !table.header.Contains(n, StringComparer.Ordinal)).ToList();
        return missing.Count == 0
            ? table
            : throw new UsageException($"{option}: \"{path}\" line 1 has no column {string.Join(", ", missing)}; it has {(table.header.Length == 0 ? "none" : string.Join(", ", table.header))}. Add the column, or rename it. {option}：“{path}”首行缺少列 {string.Join("、", missing)}，现有 {(table.header.Length == 0 ? "无" : string.Join("、", table.header))}；请补列或改名。");
    }

    public IEnumerable<Row> Rows()
    {
        for (var line = 1; line < lines.Count; line++)
        {
            if (lines[line].Length > 0)
            {
                var fields = Split(lines[line]);
                yield return fields.Length == header.Length
                    ? new Row(this, line + 1, fields)
                    : throw new UsageException($"{option}: \"{path}\" line {line + 1} has {fields.Length} fields, its header {header.Length}. Correct the line. {option}：“{path}”第 {line + 1} 行有 {fields.Length} 格，表头有 {header.Length} 列，请更正该行。");
            }
        }
    }

    private static string[] Split(string line) => line.Split(',', StringSplitOptions.TrimEntries);

    /// <summary>One row.</summary>
    internal sealed class Row(CsvTable table, int line, string[] fields)
    {
        /// <summary>The text of a column; null when the file has no such column or nothing stands there.</summary>
        public string? Text(string column) => Array.IndexOf(table.header, column) is >= 0 and var at && fields[at].Length > 0 ? fields[at] : null;

        /// <summary>A whole number in a range; nothing there counts as <paramref name="absent"/>.</summary>
        public int Number(string column, int least, int most, int? absent = null)
        {
            if (Text(column) is not { } text)
            {
                return absent ?? throw Wrong(column, "nothing stands there", "为空", least, most);
            }

            // Exports of data frames write whole numbers as 12.0.
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most && Math.Floor(number) == number
                ? (int)number
                : throw Wrong(column, $"\"{text}\" stands there", $"现为“{text}”", least, most);
        }

        /// <summary>What is wrong with a cell, in both languages.</summary>
        public UsageException Wrong(string column, string what, string zh) =>
            new($"{table.option}: \"{table.path}\" line {line}, column {column}: {what}. {table.option}：“{table.path}”第 {line} 行 {column} 列：{zh}。");

        private UsageException Wrong(string column, string what, string zh, int least, int most) => Wrong(column, $"{what}; write a whole number from {least} to {most}", $"{zh}，须为 {least} 至 {most} 的整数");
    }
}
