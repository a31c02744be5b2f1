namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Rows of a Parquet table that stand together.</summary>
/// <param name="Rows">How many.</param>
/// <param name="Chunks">Their bytes, by leaf.</param>
internal sealed record ParquetRowGroup(long Rows, IReadOnlyList<ParquetChunk> Chunks);
