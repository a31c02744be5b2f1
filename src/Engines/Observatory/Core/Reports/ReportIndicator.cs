using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>One indicator as a report takes it.</summary>
public sealed record ReportIndicator
{
    /// <summary>Names, words, claim and target.</summary>
    public required IndicatorDefinition Definition { get; init; }

    /// <summary>What computes it, and how its words are read.</summary>
    public required IndicatorFormula Formula { get; init; }

    /// <summary>What it is, or why that is not known.</summary>
    public required Reading Reading { get; init; }

    /// <summary>Version of the definition, told where it differs between two reports.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The path to the target; null where no baseline was measured.</summary>
    public TargetPath? Path { get; init; }

    /// <summary>How likely the target is reached; null where that was not asked.</summary>
    public TargetChance? Chance { get; init; }

    /// <summary>Why there is no chance, in Chinese; null for the reason that follows from the figures.</summary>
    public string? NoChanceZh { get; init; }

    /// <summary>Why there is no chance, in English.</summary>
    public string? NoChanceEn { get; init; }

    /// <summary>What is expected; null where nothing can be.</summary>
    public ReportForecast? Forecast { get; init; }

    /// <summary>What moves it most; null where no scenario said so.</summary>
    public ReportLever? Lever { get; init; }

    /// <summary>How it stands.</summary>
    /// <param name="at">The instant of the reading.</param>
    public ReportStatus StatusAt(DateTimeOffset at) => Reading.Value is not { } value
        ? Formula.Formula.MissingEngines.Any() ? ReportStatus.NotMeasured : Formula.Formula.Sets.Any() ? ReportStatus.Missing : ReportStatus.Outside
        : Definition.Target is not { } target ? ReportStatus.Measured
        : target.MetBy(value) ? ReportStatus.Met
        : GapAt(at) is not { } gap ? ReportStatus.NotMet
        : gap >= 0 ? ReportStatus.OnPath : ReportStatus.BehindPath;

    /// <summary>How far it is ahead of its path, below 0 behind; null where either is not known.</summary>
    /// <param name="at">The instant of the reading.</param>
    public double? GapAt(DateTimeOffset at) => Reading.Value is { } value && Path is { } path ? path.Gap(value, at, Definition.Direction == "down") : null;
}
