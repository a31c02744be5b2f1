using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A figure that somebody outside states, entered by an operator.</summary>
/// <param name="Id">Its id, of your own choice; null for one that the node gives. The same sent twice is one.</param>
/// <param name="Series">An indicator's id, or the name of an outside series that a formula reads, such as digital-economy-share.</param>
/// <param name="Period">2024, 2024-Q3, 2024-09 or 2024-09-30.</param>
/// <param name="Value">The figure, in the indicator's unit.</param>
/// <param name="Source">Who states it, 1 to 200 characters.</param>
public sealed record ClaimStatement(ClaimId? Id, string Series, string Period, double Value, string Source)
{
    /// <summary>How it is meant: = equal, &gt; over, &lt; under, ~ about.</summary>
    public string Comparison { get; init; } = "=";

    /// <summary>SDMX status: A normal, E estimated, P provisional, F forecast, B break in the series.</summary>
    public string Status { get; init; } = "A";

    /// <summary>Where it is to be read, an https address.</summary>
    public string? Address { get; init; }

    /// <summary>When the source stated it.</summary>
    public DateOnly? StatedOn { get; init; }

    /// <summary>high, medium or low: how sure you are of it.</summary>
    public string Confidence { get; init; } = "medium";

    /// <summary>What is to be said of it, at most 1,000 characters.</summary>
    public string? Note { get; init; }
}
