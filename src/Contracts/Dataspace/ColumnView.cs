namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A column of a table.</summary>
/// <param name="Name">As the head, the objects or the schema of the table says.</param>
/// <param name="Type">What its first values look like, or its schema says: integer, decimal, boolean, instant, text, bytes, nested or empty.</param>
public sealed record ColumnView(string Name, string Type);
