using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Store;

/// <summary>A use that the Gate permitted to a job.</summary>
/// <param name="Use">The use.</param>
/// <param name="Asset">The pool's asset or a data set.</param>
/// <param name="Agreement">Under which agreement; null for the member's own asset.</param>
/// <param name="Provider">Who provides it.</param>
/// <param name="Kind">compute-pool or dataset.</param>
/// <param name="Title">Its name when the job was taken.</param>
/// <param name="Demonstration">Whether the asset belongs to a demonstration.</param>
internal sealed record JobUse(UseId Use, AssetId Asset, AgreementId? Agreement, MemberId Provider, string Kind, string Title, bool Demonstration);
