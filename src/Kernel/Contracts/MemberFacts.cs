using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Contracts;

/// <summary>What other rooms may know of a member.</summary>
/// <param name="Member">The member.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Type">Kind of organisation: enterprise, institute, university, fund, regulator, city, factory, cloud-provider.</param>
/// <param name="Industry">GB/T 4754 section letter, A to T; null when not stated.</param>
/// <param name="Country">ISO 3166 two letters, upper case.</param>
/// <param name="State">trial, listed, applied, admitted, suspended or left.</param>
/// <param name="Demonstration">Whether the organisation is fictitious.</param>
public sealed record MemberFacts(MemberId Member, string NameZh, string NameEn, string Type, string? Industry, string Country, string State, bool Demonstration)
{
    /// <summary>Version of the member as read: a decision that relied on it is committed only while it stands.</summary>
    public long Version { get; init; }

    /// <summary>Whether it is a person's own tenant before admission: capped use of offers that are open to trials, and nothing else.</summary>
    public bool Trial { get; init; }

    /// <summary>Whether it may conclude agreements and use at all.</summary>
    public bool MayUse => Trial || State == "admitted";

    /// <summary>What policies take it for: <c>trial</c> before admission, whatever it says of itself.</summary>
    public string PolicyRole => Trial ? TrialTerms.Role : Type;
}
