using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>One result file of a job, kept as an asset.</summary>
/// <param name="Asset">The asset.</param>
/// <param name="Name">The file's name in the job.</param>
public sealed record JobResultView(AssetId Asset, string Name);
