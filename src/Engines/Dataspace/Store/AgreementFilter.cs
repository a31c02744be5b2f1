using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Which agreements of a member are listed; null lets all pass.</summary>
/// <param name="State">One of the states.</param>
/// <param name="Role">provider or consumer.</param>
/// <param name="Asset">About which asset.</param>
internal sealed record AgreementFilter(string? State, string? Role, AssetId? Asset);
