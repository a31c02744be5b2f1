using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>A data set of another organisation in a sealed job.</summary>
/// <param name="Asset">The data set.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Title">Its name.</param>
/// <param name="Rules">Its owner's rules.</param>
public sealed record SealedSet(AssetId Asset, MemberId Owner, string Title, AirlockRules Rules);
