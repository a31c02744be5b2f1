namespace KeyEcosystem.Compute.Core.Placement;

/// <summary>What a trial showed.</summary>
/// <param name="Places">Place of each arrival; null where it was dropped.</param>
/// <param name="AllocatedPercent">Devices allocated by arrived percent, percent of all.</param>
/// <param name="FragmentationPercent">Free device time that a typical task cannot use by arrived percent, percent of all devices.</param>
public sealed record TrialFigures(IReadOnlyList<TaskPlace?> Places, IReadOnlyDictionary<int, double> AllocatedPercent, IReadOnlyDictionary<int, double> FragmentationPercent);
