using System.Globalization;
using KeyEcosystem.Cli.Compute;

namespace KeyEcosystem.Cli.Observatory;

/// <summary>Days and amounts in the cells of a file.</summary>
internal static class CapitalCells
{
    // Year first, so that no month is taken for a day; spreadsheets in Chinese write 2024/1/9.
    private static readonly string[] DayForms = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"];

    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, DayForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static DateOnly Day(CsvTable.Row row, string column)
    {
        var text = Needed(row, column);
        return Day(text) ?? throw row.Wrong(column, $"\"{text}\" is no day; write year-month-day, as in 2024-01-31", $"“{text}”不是日期，须写作 年-月-日，如 2024-01-31");
    }

    public static string Needed(CsvTable.Row row, string column) => row.Text(column) ?? throw row.Wrong(column, "nothing stands there", "为空");
}
