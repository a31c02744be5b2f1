using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Platform.Gate;

/// <summary>One act that somebody wants to do.</summary>
/// <param name="Use">Id given by the asker, so that asking twice is one use.</param>
/// <param name="Consumer">On whose behalf.</param>
/// <param name="Actor">The person or key.</param>
/// <param name="Asset">What is used.</param>
/// <param name="Action">ODRL action: read, compute, transfer, distribute.</param>
/// <param name="Purpose">Declared purpose, e.g. research.</param>
public sealed record GateUse(UseId Use, MemberId Consumer, string Actor, AssetId Asset, string Action, string Purpose)
{
    /// <summary>Bytes it reads; counted against the day of a member on trial, and where an agreement limits them, 0 for all of the asset there.</summary>
    public long Bytes { get; init; }

    /// <summary>Rows of a table that it reads, counted where an agreement limits them; null for all of the asset.</summary>
    public long? Rows { get; init; }

    /// <summary>How many calls it stands for: each counts where uses are counted.</summary>
    public long Calls { get; init; } = 1;

    /// <summary>Whether the use ends well in the very change that permits it, so that nothing is to be finished later.</summary>
    public bool Ends { get; init; }

    /// <summary>Of a table that is read in part: the key of what is read (<see cref="VisibleParts.Key"/>), or <see cref="UseRequest.AnyParts"/> to ask what may be; null for all of it.</summary>
    public string? Parts { get; init; }

    /// <summary>The agreement under which alone it is asked for; null for whichever permits it.</summary>
    public AgreementId? Under { get; init; }

    /// <summary>Country, ISO 3166 two letters, on whose ground the use happens; null when it has none of its own.</summary>
    public string? Place { get; init; }

    /// <summary>Devices times milliseconds it may take at most; reserved from the day of a member on trial.</summary>
    public long DeviceMs { get; init; }
}
