using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using Sylvan.Data.Csv;

namespace KeyEcosystem.Members.Work;

/// <summary>Reads a CSV file row by row: UTF-8 with or without BOM, quoted fields, a head with known names.</summary>
internal static class CsvTable
{
    /// <summary>Rows of one import: it is one commit, and all others wait for it.</summary>
    public const int RowsMax = 2000;

    /// <summary>Bytes of one import.</summary>
    public const long BytesMax = 8L << 20;

    private const int ProblemsMax = 50;

    /// <summary>The rows as name and value; problems are noted, and too many end the reading.</summary>
    public static async Task<IReadOnlyList<(int Row, IReadOnlyDictionary<string, string> Cells)>> Read(Stream content, string[] required, string[] optional, List<CsvProblem> problems, CancellationToken stop)
    {
        var rows = new List<(int, IReadOnlyDictionary<string, string>)>();
        var row = 0;
        try
        {
            using var text = new StreamReader(content, new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true));
            await using var csv = await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions { HasHeaders = true, BufferSize = 1 << 16, MaxBufferSize = 1 << 20 }, stop);
            var columns = Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetName(i).Trim()).ToList();
            foreach (var name in required.Where(n => !columns.Contains(n)))
            {
                problems.Add(new CsvProblem(0, name, "The column is missing: add it to the first line. 缺少该列，请补充到首行。"));
            }

            foreach (var name in columns.Where(n => !required.Contains(n) && !optional.Contains(n)))
            {
                problems.Add(new CsvProblem(0, name, $"The column is not known: use {string.Join(", ", required.Concat(optional))}. 未知列。"));
            }

            foreach (var name in columns.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key))
            {
                problems.Add(new CsvProblem(0, name, "The column is there twice: keep one. 列名重复。"));
            }

            while (problems.Count < (row == 0 ? 1 : ProblemsMax) && await csv.ReadAsync(stop))
            {
                if (++row > RowsMax)
                {
                    problems.Add(new CsvProblem(row, "", $"The file has more than {RowsMax} rows: send it in parts. 行数超限，请分批导入。"));
                    break;
                }

                if (csv.RowFieldCount != columns.Count)
                {
                    problems.Add(new CsvProblem(row, "", $"The row has {csv.RowFieldCount} fields, the head {columns.Count}: mend commas and quotes. 字段数与首行不符，请检查逗号与引号。"));
                    continue;
                }

                var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                for (var i = 0; i < columns.Count; i++)
                {
                    cells[columns[i]] = CsvText.Value(csv.GetString(i).Trim(' '));
                }

                rows.Add((row, cells));
            }
        }
        catch (Exception broken) when (broken is CsvFormatException or CsvRecordTooLargeException or CsvMissingHeadersException or System.Text.DecoderFallbackException)
        {
            problems.Add(new CsvProblem(row + 1, "", "The row can't be read: save the file as CSV in UTF-8, with quotes around fields that hold commas or quotes, a field under 1 MiB. 该行无法读取，请保存为 UTF-8 的 CSV。"));
        }

        return rows;
    }

    /// <summary>The refusal of a file: the first problems with row, column and what to do.</summary>
    public static Refusal Refusal(IReadOnlyList<CsvProblem> problems)
    {
        var facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["problems"] = problems.Count.ToString() };
        var shown = problems.OrderBy(p => p.Row).Take(ProblemsMax).ToList();
        for (var i = 0; i < shown.Count; i++)
        {
            facts[$"row{i}"] = shown[i].Row.ToString();
            facts[$"column{i}"] = shown[i].Column;
            facts[$"words{i}"] = shown[i].Words;
        }

        return new Refusal("input.csv", "The file can't be taken; nothing was imported. 文件有误，未导入任何内容。", string.Join(' ', shown.Take(3).Select(p => $"Row {p.Row}{(p.Column.Length > 0 ? $", column \"{p.Column}\"" : "")}: {p.Words}")), facts);
    }
}
