using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Platform.Gate;

/// <summary>The Gate's answer: never a bare yes or no.</summary>
/// <param name="Permitted">Whether the use may begin.</param>
/// <param name="Use">The use; its evidence and readings carry this id.</param>
/// <param name="Agreement">The agreement it is permitted under; null when refused or when the member uses its own asset.</param>
/// <param name="Provider">Who provides the asset.</param>
/// <param name="Reasons">Every clause that permits, or every one that stands in the way.</param>
public sealed record GateAnswer(bool Permitted, UseId Use, AgreementId? Agreement, MemberId? Provider, IReadOnlyList<GateReason> Reasons)
{
    /// <summary>Of a table: what of it may be seen; null for all of it.</summary>
    public VisibleParts? Parts { get; init; }

    /// <summary>Until when the permission is reserved under the use's id; null when refused, begun, or nothing was reserved.</summary>
    public DateTimeOffset? ReservedUntil { get; init; }
}
