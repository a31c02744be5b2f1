namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>A leaf of a Parquet schema: what has a chunk of bytes in each row group.</summary>
/// <param name="Index">Which of the file's leaves.</param>
/// <param name="Element">Its element of the schema.</param>
/// <param name="Type">How its values lie.</param>
/// <param name="Path">Names from the column down to it.</param>
/// <param name="DefinitionMax">How many of these may be missing or empty.</param>
/// <param name="RepetitionMax">How many of these are repeated.</param>
internal sealed record ParquetLeaf(int Index, ThriftNode Element, ParquetType Type, IReadOnlyList<string> Path, int DefinitionMax, int RepetitionMax);
