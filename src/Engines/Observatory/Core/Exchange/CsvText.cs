using System.Text;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>
/// Cells of CSV (RFC 4180). Spreadsheets run a cell that begins with = + - @ or a tab as a formula: such text gets an apostrophe before it, as people write it there by hand.
/// What has apostrophes before such a character already gets one more, so that reading gives back exactly what was written.
/// </summary>
internal static class CsvText
{
    public const string Bom = "\uFEFF";

    // The full-width forms are taken for the others by spreadsheets in Chinese and Japanese.
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>A cell of text.</summary>
    public static string Cell(string text, char separator = ',')
    {
        var safe = Runs(text, 0) ? "'" + text : text;
        return safe.AsSpan().IndexOfAny([separator, '"', '\r', '\n']) >= 0 || (safe.Length > 0 && (safe[0] == ' ' || safe[^1] == ' ')) ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    /// <summary>The text of a cell.</summary>
    public static string Text(string cell) => Runs(cell, 1) ? cell[1..] : cell;

    /// <summary>The records of a text, each with the line that it begins on. Quotes that do not fit are told.</summary>
    public static IEnumerable<(int Line, List<string> Cells, ExchangeFault? Fault)> Records(string text, char separator)
    {
        var (at, line) = (text.StartsWith(Bom, StringComparison.Ordinal) ? 1 : 0, 1);
        while (at < text.Length)
        {
            var (begun, cells) = (line, new List<string>());
            ExchangeFault? fault = null;
            bool more;
            do
            {
                string cell;
                (cell, at, line, var problem) = Next(text, at, line, separator);
                cells.Add(cell);
                fault ??= problem;
                more = at < text.Length && text[at] == separator;
                at += more ? 1 : 0;
            }
            while (more);

            if (at < text.Length)
            {
                at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
                line++;
            }

            yield return (begun, cells, fault);
        }
    }

    private static (string Cell, int At, int Line, ExchangeFault? Fault) Next(string text, int at, int line, char separator)
    {
        if (at >= text.Length || text[at] != '"')
        {
            var end = text.AsSpan(at).IndexOfAny([separator, '\r', '\n']) is >= 0 and var found ? at + found : text.Length;
            return (text[at..end], end, line, null);
        }

        var (cell, begun) = (new StringBuilder(), line);
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 >= text.Length || text[at + 1] != '"')
                {
                    break;
                }

                at++;
            }

            line += text[at] == '\n' ? 1 : 0;
            cell.Append(text[at]);
        }

        if (at >= text.Length)
        {
            return (cell.ToString(), at, line, new ExchangeFault(begun, "", "a quotation mark is not closed", "引号没有闭合"));
        }

        at++;
        var rest = text.AsSpan(at).IndexOfAny([separator, '\r', '\n']) is >= 0 and var to ? at + to : text.Length;
        return (cell.ToString(), rest, line, rest == at ? null : new ExchangeFault(line, "", "text follows a closing quotation mark; double the quotation marks inside a cell", "引号闭合之后还有文本，单元格内的引号须写两个"));
    }

    /// <summary>Whether apostrophes, at least so many, and then a character that makes a formula begin the text.</summary>
    private static bool Runs(string text, int apostrophes)
    {
        var first = text.AsSpan().IndexOfAnyExcept('\'');
        return first >= apostrophes && Formula.Contains(text[first], StringComparison.Ordinal);
    }
}
