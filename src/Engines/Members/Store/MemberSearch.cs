using KeyEcosystem.Members.Core;

namespace KeyEcosystem.Members.Store;

/// <summary>What members are looked for by; what is null does not restrict.</summary>
internal sealed record MemberSearch(string? Query, string? Type, MemberState? State, string? Industry, string? Country);
