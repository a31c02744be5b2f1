using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Terms that one of the two proposed instead of those that lay there, in the negotiation of an agreement; never changed.</summary>
internal sealed class ProposalRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; }

    public required Guid Agreement { get; init; }

    /// <summary>1 for the first, one more for each.</summary>
    public required int Number { get; init; }

    public required ProtocolRole By { get; init; }

    /// <summary>ODRL JSON.</summary>
    public required string Policy { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Note { get; init; }

    public required DateTimeOffset At { get; init; }
}
