using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

/// <summary>Ties a change to the version of a row that a decision relied on. The engine that owns the row registers it by <see cref="GateModule.AddVersionGuard"/>.</summary>
/// <typeparam name="TId">Whose row.</typeparam>
public interface IVersionGuard<in TId>
{
    /// <summary>The change fails as stale when the row has another version by then.</summary>
    /// <param name="change">The change that puts the decision on record.</param>
    /// <param name="id">Whose row.</param>
    /// <param name="version">The version that the decision saw.</param>
    void Require(Change change, TId id, long version);
}
