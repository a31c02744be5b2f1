namespace KeyEcosystem.Compute.Work;

/// <summary>A line that a run wrote.</summary>
/// <param name="Error">Whether to standard error.</param>
/// <param name="Text">The line, without control characters.</param>
internal readonly record struct RunLine(bool Error, string Text);
