namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>A rule of an owner that stands in the way of a declared form.</summary>
/// <param name="Rule">The rule's name in the API.</param>
/// <param name="Zh">Why, in Chinese.</param>
/// <param name="En">Why, in English.</param>
public sealed record KeptRule(string Rule, string Zh, string En);
