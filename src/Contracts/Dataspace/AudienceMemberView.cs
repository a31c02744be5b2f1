using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Whether a member could use an asset under terms.</summary>
/// <param name="Member">The member.</param>
/// <param name="NameZh">Its Chinese name.</param>
/// <param name="NameEn">Its English name.</param>
/// <param name="Permitted">Whether it could.</param>
/// <param name="Reasons">Why, or why not.</param>
/// <param name="Changes">What of the use would have to be otherwise, the easiest way; empty where it could, and where nothing that a use can be would do.</param>
public sealed record AudienceMemberView(MemberId Member, string NameZh, string NameEn, bool Permitted, IReadOnlyList<GateReasonView> Reasons, IReadOnlyList<RemedyStepView> Changes)
{
    /// <summary>Whether of a table some columns or rows only.</summary>
    public bool InPart { get; init; }
}
