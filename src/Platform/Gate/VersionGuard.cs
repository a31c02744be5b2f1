using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

internal sealed class VersionGuard<TId, TRow> : IVersionGuard<TId>
    where TId : struct, ITypedId<TId>
    where TRow : class, IRow
{
    public void Require(Change change, TId id, long version) => change.Require<TRow>(id.Value, version);
}
