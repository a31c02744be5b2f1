using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>The own key of a member; its id is the member's, so there is one at a time.</summary>
internal sealed class MemberKeyRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    /// <summary>Null while the member has given its signing back to the node.</summary>
    public string? PublicKey { get; set; }

    public required DateTimeOffset Since { get; set; }
}
