using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using Sylvan.Data.Csv;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>
/// Writes of a table what may be seen of it (ADR 0030): columns that are seen in no row and rows of which nothing is seen are left out, single cells that are not seen are empty.
/// </summary>
public static class TableView
{
    private const int RecordMax = 1 << 24;
    private const int Remembered = 100_000;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a table and writes what is seen.</summary>
    /// <param name="table">CSV, RFC 4180, UTF-8, with a head.</param>
    /// <param name="view">What is written, of the same form.</param>
    /// <param name="parts">What may be seen.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>How many rows were written, or <c>dataspace.content.no-table</c> or <c>dataspace.content.nothing-seen</c>.</returns>
    public static async Task<Result<long>> Write(Stream table, Stream view, VisibleParts parts, CancellationToken stop)
    {
        try
        {
            using var text = new StreamReader(table, Strict, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            await using var csv = await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',', MaxBufferSize = RecordMax, ResultSetMode = ResultSetMode.SingleResult }, stop);
            if (!await csv.ReadAsync(stop))
            {
                return NoTable("It is empty.", "内容为空。");
            }

            var head = Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString).ToList();
            var shown = Enumerable.Range(0, head.Count).Where(i => parts.MaySee(head[i])).ToList();
            if (shown.Count == 0 || parts.Withheld.Any(c => !head.Contains(c)))
            {
                return Nothing(parts, head);
            }

            await using var lines = new StreamWriter(view, Strict, 1 << 16, leaveOpen: true) { NewLine = "\n" };
            await Line(lines, shown.Select(i => head[i]), stop);
            var judge = new Judge(parts, head, shown);
            var rows = 0L;
            while (await csv.ReadAsync(stop))
            {
                if (judge.Seen(csv) is { } seen)
                {
                    await Line(lines, shown.Select((c, i) => seen[i] && c < csv.RowFieldCount ? csv.GetString(c) : ""), stop);
                    rows++;
                }
            }

            return rows;
        }
        catch (DecoderFallbackException broken)
        {
            return NoTable($"It is not UTF-8 at byte {broken.Index}.", "内容不是 UTF-8。");
        }
        catch (CsvRecordTooLargeException broken)
        {
            return NoTable($"Row {broken.RowNumber} is longer than {RecordMax >> 20} MiB.", $"第 {broken.RowNumber} 行过长。");
        }
        catch (CsvFormatException broken)
        {
            return NoTable($"Row {broken.RowNumber} can't be read.", $"第 {broken.RowNumber} 行无法读取。");
        }
    }

    /// <summary>Why nothing of a data set that is no table can be seen in part.</summary>
    /// <param name="en">What is wrong with it, in English.</param>
    /// <param name="zh">In Chinese.</param>
    public static Refusal NoTable(string en, string zh) => new(
        "dataspace.content.no-table",
        "Columns and rows can be picked of a CSV table only. 仅 CSV 表可按列或行许可。",
        $"The agreement gives some columns or rows only, and the data set is no CSV table that this node can read: {en} 协议仅许可部分列或行，而该数据集不是可读的 CSV 表：{zh}");

    private static Refusal Nothing(VisibleParts parts, List<string> head)
    {
        // A column that is to be withheld and is not there may be there under another spelling: in doubt nothing is shown.
        var missing = string.Join(", ", parts.Named.Concat(parts.RowColumns).Where(c => !head.Contains(c)).Select(c => $"\"{c}\""));
        return new Refusal(
            "dataspace.content.nothing-seen",
            "Nothing of the table is permitted. 该表没有任何许可的列。",
            missing.Length > 0
                ? $"The agreement names columns that the table does not have: {missing}. Its provider offers it anew with the right names. 协议所列的列在表中不存在：{missing}。请提供方以正确列名重新要约。"
                : "The agreement permits none of its columns. 协议未许可其任何一列。");
    }

    private static async Task Line(StreamWriter to, IEnumerable<string> cells, CancellationToken stop)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first)
            {
                to.Write(',');
            }

            first = false;
            to.Write(cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
        }

        await to.WriteLineAsync(ReadOnlyMemory<char>.Empty, stop);
    }

    /// <summary>Judges a row once for all rows in which the same stands where it matters.</summary>
    private sealed class Judge(VisibleParts parts, List<string> head, List<int> shown)
    {
        private readonly Dictionary<string, bool[]?> known = new(StringComparer.Ordinal);
        private readonly List<int> asked = [.. parts.RowColumns.Select(c => head.IndexOf(c))];
        private readonly string? other = shown.Select(i => head[i]).FirstOrDefault(c => !parts.Named.Contains(c));
        private readonly StringBuilder key = new();

        /// <summary>Which of the shown columns are seen in the row; null where none is.</summary>
        public bool[]? Seen(CsvDataReader row)
        {
            key.Clear();
            foreach (var column in asked)
            {
                var cell = Cell(row, column);
                key.Append(cell?.Length ?? -1).Append(':').Append(cell);
            }

            var of = key.ToString();
            if (!known.TryGetValue(of, out var seen))
            {
                if (known.Count >= Remembered)
                {
                    known.Clear();
                }

                string? In(string name) => Cell(row, head.IndexOf(name));
                var others = other is not null && parts.Sees(other, In);
                seen = [.. shown.Select(i => parts.Named.Contains(head[i]) ? parts.Sees(head[i], In) : others)];
                seen = seen.Contains(true) ? seen : null;
                known.Add(of, seen);
            }

            return seen;
        }

        private static string? Cell(CsvDataReader row, int column) => column >= 0 && column < row.RowFieldCount ? row.GetString(column) : null;
    }
}
