using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Tests;

/// <summary>What Members and Dataspace would answer.</summary>
internal sealed class World : IMemberAnswer, IAssetAnswer, IAgreementAnswer, IDerivedAssets, IVersionGuard<MemberId>, IVersionGuard<AgreementId>
{
    public ConcurrentDictionary<MemberId, MemberFacts> Members { get; } = new();

    public ConcurrentDictionary<AssetId, (AssetFacts Facts, string? Content)> Assets { get; } = new();

    public ConcurrentBag<AgreementStanding> Agreements { get; private set; } = [];

    public ConcurrentDictionary<AssetId, (DerivedAsset Asset, string Text)> Kept { get; } = new();

    public Refusal? RefuseToKeep { get; set; }

    /// <summary>The agreements about an asset end.</summary>
    public void End(AssetId asset) => Agreements = [.. Agreements.Select(a => a.Asset == asset ? a with { State = "terminated" } : a)];

    /// <summary>Members and agreements of this world have no rows.</summary>
    public void Require(Change change, MemberId id, long version)
    {
    }

    public void Require(Change change, AgreementId id, long version)
    {
    }

    public Task<IReadOnlyList<MemberFacts>> Admitted(int most, CancellationToken stop) => throw new NotSupportedException();

    public ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) => new(Members.GetValueOrDefault(member));

    public ValueTask<AssetFacts?> Of(AssetId asset, CancellationToken stop) => new(Assets.GetValueOrDefault(asset).Facts);

    public ValueTask<string?> ContentOf(AssetId asset, CancellationToken stop) => new(Assets.GetValueOrDefault(asset).Content);

    public ValueTask<IReadOnlyList<AgreementStanding>> Between(MemberId consumer, AssetId asset, CancellationToken stop) =>
        new([.. Agreements.Where(a => a.Consumer == consumer && a.Asset == asset)]);

    public ValueTask<Result<AssetId>> Keep(DerivedAsset derived, string actor, CancellationToken stop)
    {
        if (RefuseToKeep is { } refusal)
        {
            return new(refusal);
        }

        Kept.TryAdd(derived.Asset, (derived, File.ReadAllText(derived.File)));
        return new(derived.Asset);
    }
}
