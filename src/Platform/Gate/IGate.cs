using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Gate;

/// <summary>The only door to a use.</summary>
public interface IGate
{
    /// <summary>The fact that a permitted use has ended.</summary>
    const string Finished = "dataspace.use.finished.v1";

    /// <summary>Asks without using: nothing is reserved, nothing is put on record. For "why may I, why may I not".</summary>
    /// <param name="use">What somebody might do.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<GateAnswer> Explain(GateUse use, CancellationToken stop);

    /// <summary>Asks to use. The answer is on record before it is given; a permission has reserved what it needs.</summary>
    /// <param name="use">What somebody wants to do.</param>
    /// <param name="stop">Withdraws the question while it waits.</param>
    /// <returns>The answer, or a refusal of the store.</returns>
    ValueTask<Result<GateAnswer>> Pass(GateUse use, CancellationToken stop);

    /// <summary>
    /// Asks to use, and adds a permitted use to the engine's own change, so that the use and what it is for are put on record together or not at all. The change fails as stale
    /// when the member or the agreement is changed before the commit, and with <c>state.exists</c> when the use was answered before. A refusal adds nothing and is
    /// not on record: <see cref="Pass"/> puts it there.
    /// </summary>
    /// <param name="change">The engine's change that records what the use is for.</param>
    /// <param name="use">What somebody wants to do.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<GateAnswer> Permit(Change change, GateUse use, CancellationToken stop);

    /// <summary>
    /// Asks again for a use that was permitted before and begins only now. A permission ties the change to the agreement and the member
    /// that were seen: when either is changed before the commit, the change fails as stale.
    /// </summary>
    /// <param name="change">The engine's change that begins the use.</param>
    /// <param name="use">The use.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<GateAnswer> Confirm(Change change, UseId use, CancellationToken stop);

    /// <summary>
    /// Adds to the engine's own change that a permitted use begins, so that its reservation is kept by what the engine records. A use that nobody began
    /// by the end of its reservation is ended as cancelled and given back.
    /// </summary>
    /// <param name="change">The engine's change that records what the use is for.</param>
    /// <param name="use">The use.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask Begin(Change change, UseId use, CancellationToken stop);

    /// <summary>
    /// Adds the end of a permitted use to the engine's own change, so that use, readings and state end together. Tells <see cref="Finished"/>,
    /// whoever used and whatever for; a use that has ended is left as it is.
    /// </summary>
    /// <param name="change">The engine's change.</param>
    /// <param name="use">The use.</param>
    /// <param name="outcome">succeeded, failed or cancelled.</param>
    /// <param name="at">When it ended.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <param name="read">Of a reading: what it has read in all; what it was counted for beyond that is given back. Null for what is given all at once, as who computes is.</param>
    ValueTask Finish(Change change, UseId use, string outcome, DateTimeOffset at, CancellationToken stop, (long Bytes, long Rows)? read = null);
}
