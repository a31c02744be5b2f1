using System.Buffers;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Writes of a JSON table what may be seen of it. Its columns are the names of its objects' members, wherever they are met; a member that is not seen is left out, as one that the object does not
/// have. Names and values go out as they were written, byte for byte, a nested value whole under its column.
/// </summary>
internal static class JsonView
{
    private const int Flush = 1 << 16;

    /// <summary>Reads a table and writes what is seen.</summary>
    /// <returns>How many rows were written, or <c>dataspace.content.nothing-seen</c>.</returns>
    /// <exception cref="BrokenTableException">It is not of its form.</exception>
    public static async Task<Result<long>> Write(Stream table, Stream view, bool lines, VisibleParts parts, CancellationToken stop)
    {
        var judge = new RowJudge(parts);
        var cells = new string?[parts.RowColumns.Count];
        var named = new HashSet<string>(StringComparer.Ordinal);
        var visible = false;
        var records = new JsonRecords(table, lines, column =>
        {
            (column.Class, column.Cell) = (judge.ClassOf(column.Name), judge.CellOf(column.Name));
            visible |= parts.MaySee(column.Name);
            if (parts.Named.Contains(column.Name) || column.Cell >= 0)
            {
                named.Add(column.Name);
            }
        });
        var text = new ArrayBufferWriter<byte>(Flush * 2);
        if (!lines)
        {
            text.Write("["u8);
        }

        var rows = 0L;
        while (await records.Next(stop))
        {
            Cells(records, cells);
            if (Row(records, judge.Seen(cells), text, lines ? ""u8 : rows > 0 ? ",\n"u8 : "\n"u8, lines ? "\n"u8 : ""u8))
            {
                rows++;
            }

            if (text.WrittenCount > Flush)
            {
                await view.WriteAsync(text.WrittenMemory, stop);
                text.ResetWrittenCount();
            }
        }

        // Which columns there are is known at the end only: nobody gets a view before it is whole.
        if (records.Number > 0 && (!visible || parts.Withheld.Any(c => !named.Contains(c))))
        {
            return TableView.Nothing(parts, named);
        }

        if (!lines)
        {
            text.Write(rows > 0 ? "\n]\n"u8 : "]\n"u8);
        }

        await view.WriteAsync(text.WrittenMemory, stop);
        return rows;
    }

    /// <summary>Counts the records of a table.</summary>
    /// <exception cref="BrokenTableException">It is not of its form.</exception>
    public static async Task<long> Count(Stream table, bool lines, CancellationToken stop)
    {
        var records = new JsonRecords(table, lines);
        while (await records.Next(stop))
        {
        }

        return records.Number;
    }

    /// <summary>What decides about a row: texts, and numbers and truth values as they are written. Null, nested values and what the object does not have can't be compared.</summary>
    private static void Cells(JsonRecords records, string?[] cells)
    {
        if (cells.Length == 0)
        {
            return;
        }

        Array.Clear(cells);
        foreach (var member in records.Members)
        {
            if (member.Column.Cell >= 0)
            {
                cells[member.Column.Cell] = TextOf(records.Record.Span.Slice(member.Value, member.ValueLength), member.Kind);
            }
        }
    }

    /// <summary>The text of a value without its quotes and escapes; null for what is not text, number or truth value, and for text that is no Unicode.</summary>
    internal static string? TextOf(ReadOnlySpan<byte> value, JsonTokenType kind)
    {
        switch (kind)
        {
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return Encoding.ASCII.GetString(value);
            case JsonTokenType.String:
                var reader = new Utf8JsonReader(value);
                reader.Read();
                try
                {
                    return reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    // Half of a pair of surrogates: it can't be judged, and is not seen.
                    return null;
                }

            default:
                return null;
        }
    }

    /// <summary>Writes what is seen of a record; nothing where nothing of it is.</summary>
    private static bool Row(JsonRecords records, bool[] seen, ArrayBufferWriter<byte> to, ReadOnlySpan<byte> before, ReadOnlySpan<byte> behind)
    {
        var some = false;
        var record = records.Record.Span;
        foreach (var member in records.Members)
        {
            if (seen[member.Column.Class])
            {
                to.Write(some ? ","u8 : before);
                to.Write(some ? ""u8 : "{"u8);
                some = true;
                to.Write(record.Slice(member.Name, member.NameLength));
                to.Write(":"u8);
                to.Write(record.Slice(member.Value, member.ValueLength));
            }
        }

        if (some)
        {
            to.Write("}"u8);
            to.Write(behind);
        }

        return some;
    }
}
