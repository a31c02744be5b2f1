namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Who could use an asset under terms that are not offered yet.</summary>
/// <param name="TermsZh">The terms in Chinese, a sentence a rule.</param>
/// <param name="TermsEn">The terms in English.</param>
/// <param name="Permitted">How many of the members could.</param>
/// <param name="Members">Admitted members, at most 500: those who could first.</param>
public sealed record PolicyAudienceView(IReadOnlyList<string> TermsZh, IReadOnlyList<string> TermsEn, int Permitted, IReadOnlyList<AudienceMemberView> Members)
{
    /// <summary>Whether there are more members than were asked about.</summary>
    public bool More { get; init; }
}
