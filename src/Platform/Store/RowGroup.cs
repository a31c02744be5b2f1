namespace KeyEcosystem.Platform.Store;

/// <summary>Rows of many commands that one statement writes.</summary>
/// <param name="Shape">Where.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Column">The column added to; -1 for none.</param>
internal sealed record RowGroup(RowShape Shape, RowChangeKind Kind, int Column)
{
    public List<PreparedRow> Rows { get; } = [];
}
