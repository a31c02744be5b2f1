namespace KeyEcosystem.Dataspace.Core;

/// <summary>Counts the rows of a table (RFC 4180) without reading its values.</summary>
public static class CsvRows
{
    private const int Buffer = 1 << 18;

    /// <summary>Records behind the head: line ends within quotes end none, and the last one needs no line end. Two quotes within a quoted value cancel out.</summary>
    /// <param name="table">The table, from where it stands to its end.</param>
    /// <param name="stop">Ends the counting.</param>
    public static async Task<long> Count(Stream table, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(table);
        var buffer = new byte[Buffer];
        var (lines, quoted, open) = (0L, false, false);
        for (int n; (n = await table.ReadAsync(buffer, stop)) > 0;)
        {
            for (var left = buffer.AsSpan(0, n); left.Length > 0;)
            {
                var at = quoted ? left.IndexOf((byte)'"') : left.IndexOfAny((byte)'"', (byte)'\n');
                if (at < 0)
                {
                    open = true;
                    break;
                }

                if (left[at] == (byte)'"')
                {
                    (quoted, open) = (!quoted, true);
                }
                else
                {
                    lines++;
                    open = false;
                }

                left = left[(at + 1)..];
            }
        }

        return Math.Max(0, lines + (open ? 1 : 0) - 1);
    }
}
