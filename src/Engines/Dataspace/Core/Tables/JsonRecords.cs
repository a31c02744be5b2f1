using System.Diagnostics;
using System.Text.Json;
using System.Text.Unicode;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>
/// Reads the objects of a JSON table one after another: of an array, or one a line. No more than one record and what was read with it is in memory. What stands in a record is not made into
/// values: its members are places in its bytes.
/// </summary>
/// <param name="table">The table, from where it stands to its end.</param>
/// <param name="lines">Whether it has an object a line; else it is one array.</param>
/// <param name="met">Told of each column when it is met first; null for nobody.</param>
internal sealed class JsonRecords(Stream table, bool lines, Action<JsonColumn>? met = null)
{
    /// <summary>Most columns of a table: objects with more members are maps, not rows.</summary>
    public const int ColumnsMax = 10_000;

    /// <summary>Most bytes of a column's name, as written.</summary>
    public const int NameMax = 1024;

    /// <summary>How deep arrays and objects may stand in each other, the record with them.</summary>
    public const int DepthMax = 64;

    private const int BufferStart = 1 << 18;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = DepthMax };
    private readonly Dictionary<string, JsonColumn> columns = new(StringComparer.Ordinal);
    private readonly List<JsonColumn> order = [];
    private readonly List<JsonMember> members = [];
    private byte[] buffer = new byte[BufferStart];
    private int position;
    private int filled;
    private bool begun;
    private long attempt;
    private long linesRead;

    /// <summary>The bytes of the record that was read last, until the next is read.</summary>
    public ReadOnlyMemory<byte> Record { get; private set; }

    /// <summary>Its members in their order.</summary>
    public IReadOnlyList<JsonMember> Members => members;

    /// <summary>How many records were read.</summary>
    public long Number { get; private set; }

    /// <summary>All columns that were met, in the order in which they were.</summary>
    public IReadOnlyList<JsonColumn> Columns => order;

    /// <summary>Reads the next record.</summary>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>False behind the last one.</returns>
    /// <exception cref="BrokenTableException">The table is not of its form.</exception>
    public async Task<bool> Next(CancellationToken stop)
    {
        if (!begun)
        {
            while (filled < 3 && await Fill(stop))
            {
            }

            position = buffer.AsSpan(0, filled).StartsWith("\uFEFF"u8) ? 3 : 0;
        }

        return lines ? await NextLine(stop) : await NextInArray(stop);
    }

    private async Task<bool> NextLine(CancellationToken stop)
    {
        begun = true;
        while (true)
        {
            var scanned = 0;
            int end;
            while ((end = buffer.AsSpan(position + scanned, filled - position - scanned).IndexOf((byte)'\n')) < 0)
            {
                scanned = filled - position;
                if (scanned > TableView.RecordMax)
                {
                    throw TooLong();
                }

                if (!await Fill(stop))
                {
                    break;
                }
            }

            var length = end < 0 ? filled - position : scanned + end;
            if (end < 0 && length == 0)
            {
                return false;
            }

            var from = position;
            position += length + (end < 0 ? 0 : 1);
            var line = buffer.AsMemory(from, length).Trim(" \t\r"u8);
            if (!line.IsEmpty)
            {
                Take(line);
                return true;
            }

            linesRead++;
        }
    }

    /// <summary>Takes a line for a record.</summary>
    private void Take(ReadOnlyMemory<byte> line)
    {
        if (line.Length > TableView.RecordMax)
        {
            throw TooLong();
        }

        if (line.Span[0] != '{')
        {
            throw NoObject();
        }

        if (Parse(line.Span, whole: true) is not { } length || length != line.Length)
        {
            throw Unreadable();
        }

        (Record, Number, linesRead) = (line, Number + 1, linesRead + 1);
    }

    private async Task<bool> NextInArray(CancellationToken stop)
    {
        var next = await Peek(stop);
        if (!begun)
        {
            begun = true;
            if (next != '[')
            {
                throw next < 0 ? new BrokenTableException("It is empty.", "内容为空。") : new BrokenTableException("It is no array of objects; a table with an object a line is of type application/x-ndjson.", "不是对象数组；每行一个对象的表应声明为 application/x-ndjson。");
            }

            position++;
            next = await Peek(stop);
            if (next == ']')
            {
                return await End(stop);
            }
        }
        else if (next == ']')
        {
            return await End(stop);
        }
        else
        {
            if (next != ',')
            {
                throw next < 0 ? Torn() : Behind("a comma or the end of the array is expected", "应为逗号或数组结尾");
            }

            position++;
            next = await Peek(stop);
            if (next == ']')
            {
                throw Behind("a comma stands, and no record", "有多余的逗号");
            }
        }

        if (next != '{')
        {
            throw next < 0 ? Torn() : NoObject();
        }

        while (true)
        {
            if (Parse(buffer.AsSpan(position, filled - position), whole: false) is { } length)
            {
                if (length > TableView.RecordMax)
                {
                    throw TooLong();
                }

                Record = buffer.AsMemory(position, length);
                linesRead += Record.Span.Count((byte)'\n');
                position += length;
                Number++;
                return true;
            }

            if (filled - position > TableView.RecordMax)
            {
                throw TooLong();
            }

            if (!await Fill(stop))
            {
                throw Torn();
            }
        }
    }

    private async Task<bool> End(CancellationToken stop)
    {
        position++;
        return await Peek(stop) < 0 ? false : throw new BrokenTableException("Something stands behind the array.", "数组之后还有内容。");
    }

    /// <summary>Finds the members of an object.</summary>
    /// <returns>How many bytes it has; null where it does not end in these.</returns>
    private int? Parse(ReadOnlySpan<byte> bytes, bool whole)
    {
        members.Clear();
        attempt++;
        try
        {
            var reader = new Utf8JsonReader(bytes, whole, new JsonReaderState(Options));
            var ahead = 0;
            if (!reader.Read())
            {
                return null;
            }

            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndObject)
                {
                    var length = (int)reader.BytesConsumed;
                    return Utf8.IsValid(bytes[..length]) ? length : throw new BrokenTableException($"Record {Number + 1} (line {linesRead + 1}) is not UTF-8.", $"第 {Number + 1} 条记录（第 {linesRead + 1} 行）不是 UTF-8。");
                }

                Debug.Assert(reader.TokenType == JsonTokenType.PropertyName, "Values are passed over with their names.");
                var (name, nameLength) = ((int)reader.TokenStartIndex, reader.ValueSpan.Length + 2);
                var column = ColumnOf(ref reader, ahead);
                if (column.MetIn == attempt)
                {
                    throw new BrokenTableException($"Record {Number + 1} (line {linesRead + 1}) has a member twice.", $"第 {Number + 1} 条记录（第 {linesRead + 1} 行）有重复的成员名。");
                }

                (column.MetIn, ahead) = (attempt, column.Position + 1);
                if (!reader.Read())
                {
                    return null;
                }

                var (value, kind) = ((int)reader.TokenStartIndex, reader.TokenType);
                if (!reader.TrySkip())
                {
                    return null;
                }

                members.Add(new JsonMember(column, name, nameLength, value, (int)reader.BytesConsumed - value, kind));
            }

            return null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // What the reader says would quote the cell.
            throw Unreadable();
        }
    }

    /// <summary>The column of the member that a reader stands at. Most records have their members in the order of others.</summary>
    private JsonColumn ColumnOf(ref Utf8JsonReader reader, int ahead)
    {
        if (ahead < order.Count && reader.ValueTextEquals(order[ahead].Utf8))
        {
            return order[ahead];
        }

        if (reader.ValueSpan.Length > NameMax)
        {
            throw new BrokenTableException($"Record {Number + 1} (line {linesRead + 1}) has a member with a name of more than {NameMax} bytes.", $"第 {Number + 1} 条记录（第 {linesRead + 1} 行）的成员名超过 {NameMax} 字节。");
        }

        var name = reader.GetString()!;
        if (!columns.TryGetValue(name, out var column))
        {
            if (order.Count >= ColumnsMax)
            {
                throw new BrokenTableException($"With record {Number + 1} (line {linesRead + 1}) it has more than {ColumnsMax} columns.", $"至第 {Number + 1} 条记录（第 {linesRead + 1} 行）已超过 {ColumnsMax} 列。");
            }

            column = new JsonColumn(name, order.Count);
            columns.Add(name, column);
            order.Add(column);
            met?.Invoke(column);
        }

        return column;
    }

    /// <summary>The next byte that is no white space; -1 at the end.</summary>
    private async Task<int> Peek(CancellationToken stop)
    {
        while (true)
        {
            for (; position < filled; position++)
            {
                var b = buffer[position];
                if (b == '\n')
                {
                    linesRead++;
                }
                else if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r'))
                {
                    return b;
                }
            }

            if (!await Fill(stop))
            {
                return -1;
            }
        }
    }

    /// <summary>Reads more behind what is there. A record is tried anew with at least twice its bytes, so that a long one is read through twice and not as often as it has pieces.</summary>
    /// <returns>False at the end of the table.</returns>
    private async Task<bool> Fill(CancellationToken stop)
    {
        var left = filled - position;
        if (left * 2 > buffer.Length)
        {
            var larger = new byte[buffer.Length * 2];
            buffer.AsSpan(position, left).CopyTo(larger);
            buffer = larger;
        }
        else
        {
            buffer.AsSpan(position, left).CopyTo(buffer);
        }

        (position, filled) = (0, left);
        var read = await table.ReadAtLeastAsync(buffer.AsMemory(filled), Math.Max(1, left), throwOnEndOfStream: false, stop);
        filled += read;
        return read > 0;
    }

    private BrokenTableException Unreadable() => new($"Record {Number + 1} (line {linesRead + 1}) can't be read, or is deeper than {DepthMax}.", $"第 {Number + 1} 条记录（第 {linesRead + 1} 行）无法读取，或嵌套超过 {DepthMax} 层。");

    private BrokenTableException NoObject() => new($"Record {Number + 1} (line {linesRead + 1}) is no object.", $"第 {Number + 1} 条记录（第 {linesRead + 1} 行）不是对象。");

    private BrokenTableException TooLong() => new($"Record {Number + 1} (line {linesRead + 1}) is longer than {TableView.RecordMax >> 20} MiB.", $"第 {Number + 1} 条记录（第 {linesRead + 1} 行）超过 {TableView.RecordMax >> 20} MiB。");

    private BrokenTableException Torn() => new($"It ends within the array, behind record {Number}.", $"内容在第 {Number} 条记录之后中断。");

    private BrokenTableException Behind(string en, string zh) => new($"Behind record {Number} (line {linesRead + 1}) {en}.", $"第 {Number} 条记录之后（第 {linesRead + 1} 行）{zh}。");
}
