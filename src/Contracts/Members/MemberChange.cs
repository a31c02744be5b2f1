namespace KeyEcosystem.Contracts.Members;

/// <summary>New values of a member's profile; what is null stays.</summary>
/// <param name="NameZh">Chinese name, 1 to 200 characters.</param>
/// <param name="NameEn">English name, 1 to 200 characters.</param>
/// <param name="Type">Kind of organisation; an operator's to change.</param>
/// <param name="Role">leader, supporting or other; an operator's to change.</param>
/// <param name="Industry">GB/T 4754 section letter A to T.</param>
/// <param name="Country">ISO 3166 two letters; an operator's to change.</param>
public sealed record MemberChange(string? NameZh, string? NameEn, string? Type, string? Role, string? Industry, string? Country);
