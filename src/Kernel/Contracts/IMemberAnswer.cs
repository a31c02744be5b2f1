namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: who is this member? Members answers.</summary>
public interface IMemberAnswer
{
    /// <summary>The member's facts; null when there is none of that id.</summary>
    /// <param name="member">The member.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop);

    /// <summary>Members that are admitted, in the order of their ids.</summary>
    /// <param name="most">How many at most.</param>
    /// <param name="stop">Ends the reading.</param>
    Task<IReadOnlyList<MemberFacts>> Admitted(int most, CancellationToken stop);
}
