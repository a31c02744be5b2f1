using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>An organisation asks to be admitted.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one application; null lets the node choose.</param>
/// <param name="NameZh">Chinese name, 1 to 200 characters.</param>
/// <param name="NameEn">English name, 1 to 200 characters.</param>
/// <param name="Type">enterprise, institute, university, fund, regulator, city, factory, cloud-provider, joint-lab.</param>
/// <param name="Role">leader, supporting or other.</param>
/// <param name="Industry">GB/T 4754 section letter A to T; null when none.</param>
/// <param name="Country">ISO 3166 two letters.</param>
/// <param name="Demonstration">Whether it is fictitious; shown and kept apart from measurements for good.</param>
public sealed record MemberApplication(MemberId? Id, string NameZh, string NameEn, string Type, string Role, string? Industry, string Country, bool Demonstration);
