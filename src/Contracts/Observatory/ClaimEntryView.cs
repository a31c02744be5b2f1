using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A figure that somebody outside states for a period; never a measurement.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Series">The indicator or the outside series.</param>
/// <param name="Period">2024, 2024-Q3, 2024-09 or 2024-09-30.</param>
/// <param name="Value">The figure.</param>
/// <param name="Comparison">= equal, &gt; over, &lt; under, ~ about.</param>
/// <param name="Status">SDMX status: A, E, P, F or B.</param>
/// <param name="Source">Who states it.</param>
/// <param name="Address">Where it is to be read; null when not said.</param>
/// <param name="StatedOn">When the source stated it; null when not said.</param>
/// <param name="Confidence">high, medium or low.</param>
/// <param name="Note">What is to be said of it.</param>
/// <param name="KnownAt">When this node has known it.</param>
/// <param name="IsLatest">Whether nothing entered later corrects it: of the same series, period and source.</param>
public sealed record ClaimEntryView(ClaimId Id, string Series, string Period, double Value, string Comparison, string Status, string Source, string? Address, DateOnly? StatedOn, string Confidence, string? Note, DateTimeOffset KnownAt, bool IsLatest);
