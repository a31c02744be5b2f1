using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>A member, or an entity of the bundled registry that is only listed.</summary>
/// <param name="Id">Member id.</param>
/// <param name="Code">Registry code such as E02; null for members that applied here.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Type">Kind of organisation.</param>
/// <param name="Role">Its role in the ecosystem in words.</param>
/// <param name="Industry">GB/T 4754 section letter; null when not stated.</param>
/// <param name="Country">ISO 3166 two letters.</param>
/// <param name="State">listed, applied, admitted, suspended, left.</param>
/// <param name="Demonstration">Whether it is fictitious.</param>
/// <param name="Words">The words of the source, for listed entities.</param>
/// <param name="Version">What a change must expect.</param>
/// <param name="Since">Since when it is in this state.</param>
public sealed record MemberView(MemberId Id, string? Code, string NameZh, string NameEn, string Type, string Role, string? Industry, string Country, string State, bool Demonstration, string Words, long Version, DateTimeOffset Since);
