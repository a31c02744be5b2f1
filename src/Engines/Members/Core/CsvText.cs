namespace KeyEcosystem.Members.Core;

/// <summary>Cells of a CSV file as spreadsheets read them.</summary>
public static class CsvText
{
    private const string Dangerous = "=+-@\t\r";

    /// <summary>A cell: quoted where it must be; one that a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    /// <param name="value">The value.</param>
    public static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var safe = Dangerous.Contains(value[0]) || IsGuarded(value) ? "'" + value : value;
        return safe.AsSpan().IndexOfAny("\",\r\n") >= 0 || safe[0] == ' ' || safe[^1] == ' ' ? "\"" + safe.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : safe;
    }

    /// <summary>The value of a cell: the apostrophe that <see cref="Cell"/> put in front is taken off again.</summary>
    /// <param name="cell">As read.</param>
    public static string Value(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    /// <summary>An apostrophe before a formula, or before another guarded value: what writing adds, reading takes off.</summary>
    private static bool IsGuarded(string text) => text.Length > 1 && text[0] == '\'' && (Dangerous.Contains(text[1]) || text[1] == '\'');
}
