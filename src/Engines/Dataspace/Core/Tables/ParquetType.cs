namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>How values lie in a Parquet file, by the codes of its footer.</summary>
internal enum ParquetType
{
    /// <summary>A bit.</summary>
    Boolean = 0,

    /// <summary>32 bits.</summary>
    Int32 = 1,

    /// <summary>64 bits.</summary>
    Int64 = 2,

    /// <summary>A point in time of twelve bytes, as old writers have it.</summary>
    Int96 = 3,

    /// <summary>A floating-point number of 32 bits.</summary>
    Float = 4,

    /// <summary>A floating-point number of 64 bits.</summary>
    Double = 5,

    /// <summary>Bytes with their length.</summary>
    ByteArray = 6,

    /// <summary>As many bytes as the schema says.</summary>
    FixedLengthByteArray = 7,
}
