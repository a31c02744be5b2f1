namespace KeyEcosystem.Members.Store;

internal sealed class RelationRow
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required Guid Subject { get; init; }

    public required string Predicate { get; init; }

    public required Guid Object { get; init; }

    public required string Words { get; init; }
}
