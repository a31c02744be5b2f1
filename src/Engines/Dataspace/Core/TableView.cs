using KeyEcosystem.Dataspace.Core.Tables;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>
/// Writes of a table what may be seen of it, in the form it has (ADR 0030): columns that are seen in no row and rows of which nothing is seen are left out, and so are single cells that are not seen.
/// </summary>
public static class TableView
{
    /// <summary>Most bytes of one row: 16 MiB.</summary>
    internal const int RecordMax = 1 << 24;

    /// <summary>Reads a table and writes what is seen.</summary>
    /// <param name="form">What both are.</param>
    /// <param name="table">The table, from where it stands to its end; Parquet is read from any place of it.</param>
    /// <param name="view">What is written, of the same form.</param>
    /// <param name="parts">What may be seen.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>How many rows were written, or <c>dataspace.content.no-table</c> or <c>dataspace.content.nothing-seen</c>. After a refusal what was written is not to be used.</returns>
    public static async Task<Result<long>> Write(TableForm form, Stream table, Stream view, VisibleParts parts, CancellationToken stop)
    {
        try
        {
            return form switch
            {
                TableForm.Csv => await CsvView.Write(table, view, parts, stop),
                TableForm.Parquet => await ParquetView.Write(table, view, parts, stop),
                _ => await JsonView.Write(table, view, form == TableForm.JsonLines, parts, stop),
            };
        }
        catch (BrokenTableException broken)
        {
            return NoTable(broken.Message, broken.Zh);
        }
    }

    /// <summary>Counts the rows of a table; null where it is not of its form.</summary>
    /// <param name="form">What it is.</param>
    /// <param name="table">The table, from where it stands to its end; Parquet is read from any place of it.</param>
    /// <param name="stop">Ends the counting.</param>
    public static async Task<long?> Rows(TableForm form, Stream table, CancellationToken stop)
    {
        try
        {
            return form switch
            {
                TableForm.Csv => await CsvRows.Count(table, stop),
                TableForm.Parquet => (await ParquetFile.Read(table, stop)).Rows,
                _ => await JsonView.Count(table, form == TableForm.JsonLines, stop),
            };
        }
        catch (BrokenTableException)
        {
            return null;
        }
    }

    /// <summary>Why nothing of a data set that is no table can be seen in part.</summary>
    /// <param name="en">What is wrong with it, in English.</param>
    /// <param name="zh">In Chinese.</param>
    public static Refusal NoTable(string en, string zh) => new(
        "dataspace.content.no-table",
        "Columns and rows can be picked of a table only: CSV, JSON, JSON lines, Parquet. 仅表（CSV、JSON、JSON Lines、Parquet）可按列或行许可。",
        $"The agreement gives some columns or rows only, and the data set is no table that this node can read: {en} 协议仅许可部分列或行，而该数据集不是可读的表：{zh}");

    /// <summary>Why nothing of a table is shown.</summary>
    /// <param name="parts">What may be seen.</param>
    /// <param name="columns">The columns that the table has, or those of them that the terms name.</param>
    internal static Refusal Nothing(VisibleParts parts, IReadOnlyCollection<string> columns)
    {
        // A column that is to be withheld and is not there may be there under another spelling: in doubt nothing is shown.
        var missing = string.Join(", ", parts.Named.Concat(parts.RowColumns).Distinct(StringComparer.Ordinal).Where(c => !columns.Contains(c)).Select(c => $"\"{c}\""));
        return new Refusal(
            "dataspace.content.nothing-seen",
            "Nothing of the table is permitted. 该表没有任何许可的列。",
            missing.Length > 0
                ? $"The agreement names columns that the table does not have: {missing}. Its provider offers it anew with the right names. 协议所列的列在表中不存在：{missing}。请提供方以正确列名重新要约。"
                : "The agreement permits none of its columns. 协议未许可其任何一列。");
    }
}
