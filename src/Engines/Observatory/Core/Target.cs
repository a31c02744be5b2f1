namespace KeyEcosystem.Observatory.Core;

/// <summary>What is to be reached, by when: the words and the date read into them side by side.</summary>
/// <param name="Low">The bound, or the lower one of a range.</param>
/// <param name="High">The upper bound of a range; null otherwise.</param>
/// <param name="Comparison">&gt;=, &gt;, &lt;=, = or range.</param>
/// <param name="Horizon">The words of the seed, such as 3年内; empty when none.</param>
/// <param name="By">The date proposed for them.</param>
public sealed record Target(double Low, double? High, string Comparison, string Horizon, DateOnly? By)
{
    /// <summary>The words of the seed in English, such as within 3 years; empty when none.</summary>
    public string HorizonEn => Horizon.Replace("年", "", StringComparison.Ordinal) switch
    {
        "" => "",
        [.. var years, '内'] => $"within {years} years",
        [.. var year, '前'] => $"before {year}",
        var span => $"in {span.Replace("-", " to ", StringComparison.Ordinal)} years",
    };

    /// <summary>Whether a value reaches the target; a range is reached from its lower bound on.</summary>
    /// <param name="value">A measured value.</param>
    public bool MetBy(double value) => Comparison switch
    {
        ">" => value > Low,
        "<=" => value <= Low,
        "<" => value < Low,
        // The house reads an expected sum as reached when it is reached or passed.
        _ => value >= Low,
    };
}
