namespace KeyEcosystem.Contracts.Compute;

/// <summary>A line that a run wrote.</summary>
/// <param name="Error">Whether to standard error.</param>
/// <param name="Text">The line; at most 8,192 characters are kept.</param>
public readonly record struct WrittenLine(bool Error, string Text);
