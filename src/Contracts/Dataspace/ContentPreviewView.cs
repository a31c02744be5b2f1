namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What a data set holds, for those who may read it: its columns, no value.</summary>
/// <param name="MediaType">What its bytes are; null when not said.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Columns">Columns of a table: CSV, JSON, JSON lines, Parquet; empty for others.</param>
public sealed record ContentPreviewView(string? MediaType, long Length, IReadOnlyList<ColumnView> Columns);
