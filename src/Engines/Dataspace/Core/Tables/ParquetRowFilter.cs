using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Which cells of a row group's rows are seen, as the values of some of its columns decide.</summary>
/// <param name="parts">What may be seen.</param>
/// <param name="judge">The judge of the table.</param>
/// <param name="shown">Classes of the columns that are shown.</param>
/// <param name="decoder">Unpacks chunks.</param>
internal sealed class ParquetRowFilter(VisibleParts parts, RowJudge judge, IReadOnlyList<int> shown, ParquetDecoder decoder)
{
    /// <summary>Most rows of a row group of which some are left out: each is judged before one goes out.</summary>
    public const int RowsMax = 1 << 24;

    /// <summary>Judges a row group.</summary>
    /// <param name="file">The file.</param>
    /// <param name="group">Which row group.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>For each row what is seen of it, by the class of a column; null for a row that is left out.</returns>
    /// <exception cref="BrokenTableException">It can't be read.</exception>
    public async Task<bool[]?[]> Judge(ParquetFile file, int group, CancellationToken stop)
    {
        if (file.RowGroups[group].Rows > RowsMax)
        {
            throw new BrokenTableException($"Row group {group + 1} has more than {RowsMax} rows.", $"行组 {group + 1} 超过 {RowsMax} 行。");
        }

        var rows = new bool[]?[file.RowGroups[group].Rows];
        var open = new ParquetValues?[parts.RowColumns.Count];
        var texts = new ParquetText?[open.Length];
        try
        {
            foreach (var column in file.Columns.Where(c => c.IsFlat))
            {
                if (judge.CellOf(column.Name) is >= 0 and var cell)
                {
                    open[cell] = await decoder.Read(group, column.Leaves[0], stop);
                    texts[cell] = new ParquetText(column.Elements[0]);
                }
            }

            Judge(rows, open, texts);
            return rows;
        }
        finally
        {
            foreach (var values in open)
            {
                values?.Dispose();
            }
        }
    }

    private void Judge(bool[]?[] rows, ParquetValues?[] open, ParquetText?[] texts)
    {
        var (cells, at) = (new string?[open.Length], new int[open.Length]);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = 0; i < open.Length; i++)
            {
                // A column that is not there, or not one value a row, can't be compared.
                cells[i] = open[i] is { } values && (values.Definitions.IsEmpty || values.Definitions[row] > 0) ? values.Text(at[i]++, texts[i]!) : null;
            }

            var seen = judge.Seen(cells);
            rows[row] = Some(seen) ? seen : null;
        }
    }

    private bool Some(bool[] seen)
    {
        for (var i = 0; i < shown.Count; i++)
        {
            if (seen[shown[i]])
            {
                return true;
            }
        }

        return false;
    }
}
