namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>Where a task stands: enough to release it again.</summary>
/// <param name="Node">Index of the node in its inventory.</param>
/// <param name="Devices">Devices it holds, as bits.</param>
public readonly record struct TaskPlace(int Node, ushort Devices);
