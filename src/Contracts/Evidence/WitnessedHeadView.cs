namespace KeyEcosystem.Contracts.Evidence;

/// <summary>A head of a node, kept.</summary>
/// <param name="Node">Whose log.</param>
/// <param name="Size">Records.</param>
/// <param name="Head">The signed head in its one spelling, as files of witnesses hold it.</param>
/// <param name="At">When it was kept.</param>
public sealed record WitnessedHeadView(string Node, long Size, string Head, DateTimeOffset At);
