namespace KeyEcosystem.Observatory.Core.Dynamics.UnitChecks;

/// <summary>Units that do not fit together.</summary>
/// <param name="Variable">Whose equation it is.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="Words">What does not fit.</param>
/// <param name="WordsZh">The same in Chinese.</param>
public sealed record UnitIssue(string Variable, int Line, string Words, string WordsZh);
