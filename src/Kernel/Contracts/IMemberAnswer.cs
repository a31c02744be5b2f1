namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Asked: who is this member? Members answers.</summary>
public interface IMemberAnswer
{
    /// <summary>The member's facts; null when there is none of that id.</summary>
    /// <param name="member">The member.</param>
    /// <param name="stop">Ends the wait.</param>
    ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop);
}
