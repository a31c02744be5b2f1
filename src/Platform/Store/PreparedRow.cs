namespace KeyEcosystem.Platform.Store;

/// <summary>One row of a command in the store's own values.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Shape">Where.</param>
/// <param name="Key">The row's key.</param>
/// <param name="Values">All columns but the version, for a new row or new values.</param>
/// <param name="Version">The version that must be there.</param>
/// <param name="Column">The column added to.</param>
/// <param name="Cap">The column that bounds the sum; -1 for none.</param>
/// <param name="Delta">How much is added.</param>
internal sealed record PreparedRow(RowChangeKind Kind, RowShape Shape, object Key, object?[] Values, long Version = 0, int Column = -1, int Cap = -1, long Delta = 0);
