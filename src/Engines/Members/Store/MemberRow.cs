using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

internal sealed class MemberRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public string? Code { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary>Both names and the code in lower case: what a search looks in.</summary>
    public required string SearchText { get; init; }

    public required string Type { get; init; }

    public required string Role { get; init; }

    public string? Industry { get; init; }

    public required string Country { get; init; }

    public required MemberState State { get; set; }

    public required bool Demonstration { get; init; }

    public required string Words { get; init; }

    public required DateTimeOffset Since { get; set; }
}
