namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>What would be moved and what would then be placed. Nothing has happened: somebody approves it first.</summary>
/// <param name="Moves">Moves in the order in which they can be made; no task is moved twice.</param>
/// <param name="Starts">Waiting tasks, by their index, and the places they get once all moves are made.</param>
/// <param name="AllocatedPercentBefore">Devices allocated before, percent of all.</param>
/// <param name="AllocatedPercentAfter">Devices allocated after moves and starts.</param>
public sealed record DefragmentationPlan(
    IReadOnlyList<DefragmentationMove> Moves,
    IReadOnlyList<(int Waiting, TaskPlace Place)> Starts,
    double AllocatedPercentBefore,
    double AllocatedPercentAfter);
