namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>What of an indicator differs between two dates.</summary>
public enum ReportChangeKind
{
    /// <summary>It is told now and was not before.</summary>
    Added,

    /// <summary>It was told before and is not now.</summary>
    Removed,

    /// <summary>Names, words, unit, reading or formula.</summary>
    Definition,

    /// <summary>The target.</summary>
    Target,

    /// <summary>What the source states.</summary>
    Claim,

    /// <summary>The measured value, or that there is one.</summary>
    Value,

    /// <summary>How it stands.</summary>
    Status,
}
