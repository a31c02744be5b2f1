namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>How a table is written.</summary>
public enum TableForm
{
    /// <summary>RFC 4180, UTF-8, with a head.</summary>
    Csv,

    /// <summary>One JSON array of objects, UTF-8.</summary>
    JsonArray,

    /// <summary>A JSON object a line, UTF-8.</summary>
    JsonLines,

    /// <summary>Apache Parquet, not encrypted.</summary>
    Parquet,
}
