namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>A task that stands somewhere.</summary>
/// <param name="Task">What it asked for.</param>
/// <param name="Place">Where it stands.</param>
public readonly record struct RunningTask(TaskSpec Task, TaskPlace Place);
