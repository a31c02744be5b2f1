namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A column of a table.</summary>
/// <param name="Name">As the first line says.</param>
/// <param name="Type">What its first values look like: integer, decimal, boolean, instant, text or empty.</param>
public sealed record ColumnView(string Name, string Type);
