namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Names the columns of a Parquet table, and what its schema says of them. No value leaves.</summary>
internal static class ParquetColumns
{
    /// <summary>The columns in their order; empty when the file is no table.</summary>
    /// <param name="table">The file; it can be read from any place.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<IReadOnlyList<(string Name, string Type)>> Of(Stream table, CancellationToken stop)
    {
        try
        {
            var file = await ParquetFile.Schema(table, stop);
            return [.. file.Columns.Take(CsvColumns.ColumnsMax).Select(c => (CsvColumns.Short(c.Name), c.IsFlat ? new ParquetText(c.Elements[0]).Word : "nested"))];
        }
        catch (BrokenTableException)
        {
            // Who reads it is told what is wrong with it.
            return [];
        }
    }
}
