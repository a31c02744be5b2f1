using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Store;

/// <summary>The one way to write. Answers after the change is on disk.</summary>
public interface ILane
{
    /// <summary>Commits a change, or refuses it whole.</summary>
    /// <param name="change">Rows, records, facts.</param>
    /// <param name="stop">Withdraws the command while it still waits; once taken it is carried out.</param>
    /// <returns>
    /// The record's id, or a refusal: <c>state.stale</c>, <c>state.exists</c>, <c>reservation.exceeded</c>, <c>command.invalid</c>,
    /// <c>lane.full</c>, <c>lane.stopped</c>, <c>store.full</c>, <c>store.busy</c>, <c>store.lost</c>, <c>store.unknown</c>.
    /// </returns>
    ValueTask<Result<Committed>> Commit(Change change, CancellationToken stop);
}
