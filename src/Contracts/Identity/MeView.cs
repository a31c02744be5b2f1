using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Identity;

/// <summary>Who the node takes the caller for.</summary>
/// <param name="Subject">Person or key.</param>
/// <param name="Member">Tenant.</param>
/// <param name="Roles">Roles.</param>
/// <param name="MemberState">Where the tenant stands: trial, applied, admitted, suspended or left; null when the node has no such member.</param>
/// <param name="MemberNameZh">The tenant's Chinese name.</param>
/// <param name="MemberNameEn">The tenant's English name.</param>
/// <param name="Trial">What a tenant on trial has used today; null when it is not on trial.</param>
public sealed record MeView(string Subject, MemberId Member, IReadOnlyList<string> Roles, string? MemberState, string? MemberNameZh, string? MemberNameEn, TrialDayView? Trial);
