namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Tasks of one kind that start together with the rest of their gang.</summary>
/// <param name="Task">What each asks for.</param>
/// <param name="Least">So many start, or none of the gang does.</param>
/// <param name="Most">So many start where they fit.</param>
public sealed record PodSet(TaskSpec Task, int Least, int Most);
