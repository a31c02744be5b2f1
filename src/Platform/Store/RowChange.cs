namespace KeyEcosystem.Platform.Store;

/// <summary>One row of a command.</summary>
/// <param name="Kind">What is done.</param>
/// <param name="Type">The mapped class.</param>
/// <param name="Row">The row with its new values (Update: its <see cref="IRow.Version"/> is the expected one); null for Add and Require.</param>
/// <param name="Key">The key, for Add and Require.</param>
/// <param name="Property">The property added to, for Add.</param>
/// <param name="Delta">How much is added; may be negative; the sum never falls below zero.</param>
/// <param name="CapProperty">The property that holds the upper bound; null for none.</param>
/// <param name="Version">The version that must be there, for Require.</param>
public sealed record RowChange(RowChangeKind Kind, Type Type, object? Row, Guid Key = default, string? Property = null, long Delta = 0, string? CapProperty = null, long Version = 0);
