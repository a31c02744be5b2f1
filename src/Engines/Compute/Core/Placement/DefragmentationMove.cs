namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>One running task goes from one place to another.</summary>
/// <param name="Running">Its index in the list of running tasks.</param>
/// <param name="From">Where it stands.</param>
/// <param name="To">Where it goes.</param>
public readonly record struct DefragmentationMove(int Running, TaskPlace From, TaskPlace To);
