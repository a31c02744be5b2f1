namespace KeyEcosystem.Contracts.Compute;

/// <summary>An output that a sealed job wants out, and its form: what does not have it never leaves.</summary>
/// <param name="Name">The file's name in <c>/out</c>, 1 to 100 letters, digits, dots, hyphens and underscores.</param>
/// <param name="Form">csv: a table with a head; json: one object of numbers.</param>
/// <param name="Columns">The columns in their order, or the members of the object. Rows are told apart by their categories.</param>
public sealed record OutputForm(string Name, string Form, IReadOnlyList<OutputColumn> Columns)
{
    /// <summary>Most bytes; null for what the owners permit.</summary>
    public int? BytesMax { get; init; }

    /// <summary>Most rows; null for what the owners permit.</summary>
    public int? RowsMax { get; init; }
}
