using System.ComponentModel.DataAnnotations.Schema;
using System.Globalization;
using KeyEcosystem.Observatory.Core.Forecasting;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Observatory.Store;

/// <summary>A figure that somebody outside states for a period, as it was known at an instant. Never changed: what corrects it is a further one.</summary>
internal sealed class ClaimRow : IRow
{
    public required Guid Id { get; init; }

    public long Version { get; init; } = 1;

    /// <summary>The indicator or the outside series.</summary>
    public required string Series { get; init; }

    public required Frequency Frequency { get; init; }

    /// <summary>First instant of the period.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>The figure as text that gives the same number again: both stores keep texts alike.</summary>
    public required string Figure { get; init; }

    /// <summary>The figure.</summary>
    [NotMapped]
    public double Value => double.Parse(Figure, CultureInfo.InvariantCulture);

    /// <summary>How it is meant: = equal, &gt; over, &lt; under, ~ about.</summary>
    public required string Comparison { get; init; }

    /// <summary>SDMX status: A normal, E estimated, P provisional, F forecast, B break in the series.</summary>
    public required string Status { get; init; }

    /// <summary>Who states it.</summary>
    public required string Source { get; init; }

    /// <summary>Where it is to be read; null when not said.</summary>
    public string? Address { get; init; }

    /// <summary>When the source stated it; null when not said.</summary>
    public DateTimeOffset? StatedAt { get; init; }

    /// <summary>high, medium or low: how sure the one is who enters it.</summary>
    public required string Confidence { get; init; }

    public string? Note { get; init; }

    /// <summary>When this node has known it.</summary>
    public required DateTimeOffset KnownAt { get; init; }
}
