namespace KeyEcosystem.Dataspace.Store;

/// <summary>The bytes that a use reads: a data set's own, or of a table what may be seen of it.</summary>
/// <param name="Asset">Whose.</param>
/// <param name="Sha256">Of these bytes.</param>
/// <param name="Length">How many they are.</param>
/// <param name="Path">Where they lie.</param>
/// <param name="Rows">Rows of a table; null where it is none.</param>
/// <param name="Parts">The key of the parts of a table; null for all of it.</param>
internal sealed record ContentShown(AssetRow Asset, string Sha256, long Length, string Path, long? Rows, string? Parts);
