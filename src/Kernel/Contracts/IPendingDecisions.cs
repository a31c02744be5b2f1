namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: what waits for a decision? Every engine in which something can wait answers; the answers together are the inbox.</summary>
public interface IPendingDecisions
{
    /// <summary>What waits for a decider, the oldest first.</summary>
    /// <param name="decider">A member's administrators; null for the node's operators.</param>
    /// <param name="max">How many at most.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop);
}
