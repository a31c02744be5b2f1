namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>Types of Thrift's compact protocol, by their codes.</summary>
internal enum ThriftType
{
    /// <summary>True; of an element of a list either truth value.</summary>
    True = 1,

    /// <summary>False.</summary>
    False = 2,

    /// <summary>A byte with a sign.</summary>
    Byte = 3,

    /// <summary>16 bits with a sign.</summary>
    Short = 4,

    /// <summary>32 bits with a sign.</summary>
    Int = 5,

    /// <summary>64 bits with a sign.</summary>
    Long = 6,

    /// <summary>A floating-point number of 64 bits.</summary>
    Double = 7,

    /// <summary>Bytes or text.</summary>
    Binary = 8,

    /// <summary>A list of one type.</summary>
    List = 9,

    /// <summary>Fields with numbers.</summary>
    Struct = 12,
}
