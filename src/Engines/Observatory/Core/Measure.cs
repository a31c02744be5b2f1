namespace KeyEcosystem.Observatory.Core;

/// <summary>How an indicator is computed from facts, in words and as a function.</summary>
/// <param name="WordsZh">The formula in Chinese words.</param>
/// <param name="WordsEn">The formula in English words.</param>
/// <param name="Text">The formula as text over facts.</param>
/// <param name="Of">The function; pure.</param>
public sealed record Measure(string WordsZh, string WordsEn, string Text, Func<Ecosystem, Trail?, Reading> Of);
