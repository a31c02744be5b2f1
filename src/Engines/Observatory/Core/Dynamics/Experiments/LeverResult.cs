namespace KeyEcosystem.Observatory.Core.Dynamics.Experiments;

/// <summary>What a search for the cheapest mix of levers found.</summary>
/// <param name="Levers">Names of the levers.</param>
/// <param name="Base">With nothing done.</param>
/// <param name="Best">The cheapest mix that is likely enough; null where none was found.</param>
/// <param name="Likeliest">The mix with the highest probability that was tried.</param>
/// <param name="IsExact">Whether no cheaper mix of levels is likely enough: all cheaper ones were tried.</param>
/// <param name="Mixes">How many mixes were tried.</param>
public sealed record LeverResult(IReadOnlyList<string> Levers, LeverMix Base, LeverMix? Best, LeverMix Likeliest, bool IsExact, int Mixes);
