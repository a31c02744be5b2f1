namespace KeyEcosystem.Platform.Store;

/// <summary>One column as it is written.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in the store.</param>
/// <param name="Clr">What the store's driver takes for it.</param>
/// <param name="Nullable">Whether it may be empty.</param>
internal sealed record RowColumn(string Name, string Type, Type Clr, bool Nullable)
{
    /// <summary>The largest number it holds; the same on both stores, though SQLite itself would hold more.</summary>
    public long Max => Clr == typeof(int) ? int.MaxValue : long.MaxValue;

    public bool IsNumber => Clr == typeof(int) || Clr == typeof(long);
}
