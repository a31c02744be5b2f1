namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>A code that counts nowhere.</summary>
/// <param name="Code">As it was given.</param>
/// <param name="Fate">Why.</param>
/// <param name="Times">How often it was given.</param>
public sealed record LeftOutCode(string Code, CodeFate Fate, int Times);
