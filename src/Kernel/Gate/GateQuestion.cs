using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Kernel.Gate;

/// <summary>All that the Gate's decision depends on.</summary>
/// <param name="Consumer">Who wants to use; null when the node does not know the member.</param>
/// <param name="Asset">What; null when there is no such asset.</param>
/// <param name="Agreements">Agreements between the asset's provider and the consumer, newest first, with their policies and the uses so far.</param>
/// <param name="Action">ODRL action.</param>
/// <param name="Purpose">Declared purpose.</param>
/// <param name="At">The instant.</param>
public sealed record GateQuestion(MemberFacts? Consumer, AssetFacts? Asset, IReadOnlyList<AgreementUses> Agreements, string Action, string Purpose, DateTimeOffset At)
{
    /// <summary>Of a table that is used in part: <see cref="UseRequest.Parts"/>.</summary>
    public string? Parts { get; init; }

    /// <summary>Bytes that the use reads; null for all of the asset.</summary>
    public long? Bytes { get; init; }

    /// <summary>Rows that the use reads of a table; null for all of the asset.</summary>
    public long? Rows { get; init; }

    /// <summary>Country on whose ground the use happens; null when it has none of its own.</summary>
    public string? Place { get; init; }
}
