using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>One member of a neighbourhood.</summary>
/// <param name="Id">Member id.</param>
/// <param name="NameZh">Chinese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Type">Kind of organisation.</param>
/// <param name="Country">ISO 3166 two letters.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Steps">Relations between it and the center: 0 for the center.</param>
public sealed record NetworkMemberView(MemberId Id, string NameZh, string NameEn, string Type, string Country, string State, int Steps);
