using System.ComponentModel.DataAnnotations;

namespace KeyEcosystem.Host.Inbox;

/// <summary>How long decisions may wait.</summary>
public sealed record InboxOptions
{
    /// <summary>Days for an admission. 1 to 365.</summary>
    [Range(1, 365)]
    public int AdmissionDays { get; set; } = 10;

    /// <summary>Days for anything else. 1 to 365.</summary>
    [Range(1, 365)]
    public int DecisionDays { get; set; } = 5;

    /// <summary>Decisions that one engine is asked for. 100 to 10,000.</summary>
    [Range(100, 10_000)]
    public int PerEngineMax { get; set; } = 1000;
}
