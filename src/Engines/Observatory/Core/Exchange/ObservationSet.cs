namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>A data set: observations of which no two are of one indicator and period.</summary>
/// <param name="Flow">Which data set it is.</param>
/// <param name="Observations">The observations.</param>
public sealed record ObservationSet(DataflowName Flow, IReadOnlyList<Observation> Observations)
{
    /// <summary>Observations of a set, at most.</summary>
    public const int ObservationsMax = 1_000_000;

    /// <summary>What keeps the set from being exchanged; nothing where all is well. Writers take sound sets only.</summary>
    public IReadOnlyList<ExchangeFault> Faults()
    {
        var faults = new List<ExchangeFault>();
        if (Observations.Count > ObservationsMax)
        {
            return [new ExchangeFault(ObservationsMax + 1, "", $"a set has {ObservationsMax} observations at most", $"数据集最多 {ObservationsMax} 个观测值")];
        }

        var seen = new HashSet<(string, TimePeriod)>();
        for (var i = 0; i < Observations.Count; i++)
        {
            if (ObservationRules.Wrong(i + 1, Observations[i], seen) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }
}
