using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

internal sealed class MemberRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public string? Code { get; init; }

    public required string NameZh { get; set; }

    public required string NameEn { get; set; }

    /// <summary>Both names and the code in one spelling: what whole runs of a query are looked for in.</summary>
    public required string SearchText { get; set; }

    public required string Type { get; set; }

    public required string Role { get; set; }

    public string? Industry { get; set; }

    public required string Country { get; set; }

    public required MemberState State { get; set; }

    public required bool Demonstration { get; set; }

    /// <summary>Began as a trial and is not admitted yet.</summary>
    public bool Trial { get; set; }

    public required string Words { get; init; }

    public required DateTimeOffset Since { get; set; }
}
