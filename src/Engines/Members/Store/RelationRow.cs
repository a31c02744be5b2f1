using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

internal sealed class RelationRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public string? Code { get; init; }

    public required Guid Subject { get; init; }

    public required string Predicate { get; init; }

    public required Guid Object { get; init; }

    public required string Words { get; init; }
}
