namespace KeyEcosystem.Observatory.Core;

/// <summary>A data set of one member used by another.</summary>
/// <param name="Fact">Its fact.</param>
/// <param name="Asset">The data set.</param>
/// <param name="Provider">Whose; null when not told.</param>
/// <param name="Consumer">By whom; null when not told.</param>
/// <param name="From">Industry of the content or its provider; null when not stated.</param>
/// <param name="To">Industry of the consumer; null when not stated.</param>
public sealed record SharedUse(EcosystemFact Fact, string Asset, string? Provider, string? Consumer, string? From, string? To)
{
    /// <summary>Whether both industries are stated and differ.</summary>
    public bool Across => From is not null && To is not null && From != To;
}
