namespace KeyEcosystem.Observatory.Core;

/// <summary>Collects the facts behind a value while it is computed.</summary>
public sealed class Trail
{
    private readonly List<TrailStep> steps = [];

    /// <summary>The facts with the part they play, in the order of facts; what stands above and below the line is told as above it.</summary>
    public IReadOnlyList<TrailStep> Steps => [.. steps.GroupBy(s => s.Fact.Position).Select(g => g.FirstOrDefault(s => s.Part == "numerator") ?? g.First()).OrderBy(s => s.Fact.Position)];

    /// <summary>Notes a fact.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="part">counted, numerator or denominator.</param>
    public void Note(EcosystemFact fact, string part) => steps.Add(new TrailStep(fact, part));
}
