namespace KeyEcosystem.Contracts.Observatory;

/// <summary>What is to be reached: the words and the date read into them.</summary>
/// <param name="Low">The bound, or the lower one of a range.</param>
/// <param name="High">The upper bound of a range; null otherwise.</param>
/// <param name="Comparison">&gt;=, &gt;, &lt;=, = or range.</param>
/// <param name="Horizon">The words of the seed; empty when none.</param>
/// <param name="HorizonEn">The same in English.</param>
/// <param name="By">The proposed date.</param>
public sealed record TargetView(double Low, double? High, string Comparison, string Horizon, string HorizonEn, DateOnly? By);
