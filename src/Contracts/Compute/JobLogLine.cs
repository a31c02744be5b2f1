namespace KeyEcosystem.Contracts.Compute;

/// <summary>One line that a job wrote.</summary>
/// <param name="At">When the node took it.</param>
/// <param name="Stream">out, err, or node for the node's own words.</param>
/// <param name="Text">The line.</param>
public sealed record JobLogLine(DateTimeOffset At, string Stream, string Text);
