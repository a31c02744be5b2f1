namespace KeyEcosystem.Contracts.Compute;

/// <summary>What one check of an output found.</summary>
/// <param name="Rule">ending, present, size, form, rows, cell, category, number, count, records.</param>
/// <param name="Passed">Whether it may leave as far as this rule goes.</param>
/// <param name="Row">The row, from 1 for the first below the head; null for the whole.</param>
/// <param name="Column">The column; null for the whole.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record AirlockFindingView(string Rule, bool Passed, int? Row, string? Column, string Zh, string En);
