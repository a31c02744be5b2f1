using System.Text;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using Sylvan.Data.Csv;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Writes of a CSV what may be seen of it: the head without the columns that are seen in no row, and a line for each row of which something is seen.</summary>
internal static class CsvView
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a table and writes what is seen.</summary>
    /// <returns>How many rows were written, or <c>dataspace.content.nothing-seen</c>.</returns>
    /// <exception cref="BrokenTableException">It is no CSV.</exception>
    public static async Task<Result<long>> Write(Stream table, Stream view, VisibleParts parts, CancellationToken stop)
    {
        try
        {
            using var text = new StreamReader(table, Strict, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
            await using var csv = await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',', MaxBufferSize = TableView.RecordMax, ResultSetMode = ResultSetMode.SingleResult }, stop);
            if (!await csv.ReadAsync(stop))
            {
                throw new BrokenTableException("It is empty.", "内容为空。");
            }

            var head = Enumerable.Range(0, csv.RowFieldCount).Select(csv.GetString).ToList();
            var shown = Enumerable.Range(0, head.Count).Where(i => parts.MaySee(head[i])).ToList();
            if (shown.Count == 0 || parts.Withheld.Any(c => !head.Contains(c)))
            {
                return TableView.Nothing(parts, head);
            }

            await using var lines = new StreamWriter(view, Strict, 1 << 16, leaveOpen: true) { NewLine = "\n" };
            await Line(lines, shown.Select(i => head[i]), stop);
            var judge = new RowJudge(parts);
            var classes = shown.Select(i => judge.ClassOf(head[i])).ToArray();
            var asked = parts.RowColumns.Select(c => head.IndexOf(c)).ToArray();
            var cells = new string?[asked.Length];
            var rows = 0L;
            while (await csv.ReadAsync(stop))
            {
                for (var i = 0; i < asked.Length; i++)
                {
                    cells[i] = asked[i] >= 0 && asked[i] < csv.RowFieldCount ? csv.GetString(asked[i]) : null;
                }

                var seen = judge.Seen(cells);
                if (Array.Exists(classes, c => seen[c]))
                {
                    await Line(lines, shown.Select((c, i) => seen[classes[i]] && c < csv.RowFieldCount ? csv.GetString(c) : ""), stop);
                    rows++;
                }
            }

            return rows;
        }
        catch (DecoderFallbackException broken)
        {
            throw new BrokenTableException($"It is not UTF-8 at byte {broken.Index}.", "内容不是 UTF-8。");
        }
        catch (CsvRecordTooLargeException broken)
        {
            throw new BrokenTableException($"Row {broken.RowNumber} is longer than {TableView.RecordMax >> 20} MiB.", $"第 {broken.RowNumber} 行过长。");
        }
        catch (CsvFormatException broken)
        {
            throw new BrokenTableException($"Row {broken.RowNumber} can't be read.", $"第 {broken.RowNumber} 行无法读取。");
        }
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
}
