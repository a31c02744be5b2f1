namespace KeyEcosystem.Dataspace.Core.Tables;

/// <summary>A column of a Parquet table: what stands in its schema right below the root, with all that is nested in it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Elements">Its elements of the schema, itself first.</param>
/// <param name="Leaves">Its leaves.</param>
internal sealed record ParquetColumn(string Name, IReadOnlyList<ThriftNode> Elements, IReadOnlyList<ParquetLeaf> Leaves)
{
    /// <summary>Whether a row always has it: a cell of it can't be empty.</summary>
    public bool IsRequired => Elements[0].NumberOf(ParquetFile.Repetition) == ParquetFile.Required;

    /// <summary>Whether a row has at most one value of it, which can be compared.</summary>
    public bool IsFlat => Elements.Count == 1 && Leaves[0].RepetitionMax == 0;
}
