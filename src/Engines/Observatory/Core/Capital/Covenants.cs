namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>Judges covenants by what indicators read.</summary>
public static class Covenants
{
    /// <summary>
    /// How a covenant stands. What is reached once is reached: a later fall undoes nothing. Readings after the day are not known yet;
    /// on the last day itself it is still pending, and a reading of that day counts.
    /// </summary>
    /// <param name="covenant">The covenant.</param>
    /// <param name="readings">The readings of its indicator, in any order.</param>
    /// <param name="asOf">The day.</param>
    public static CovenantStanding Judge(Covenant covenant, IEnumerable<CovenantReading> readings, DateOnly asOf)
    {
        ArgumentNullException.ThrowIfNull(covenant);
        var known = readings.Where(r => r.Date <= asOf).OrderBy(r => r.Date).ToList();
        var reached = known.Where(r => covenant.MetBy(r.Value)).Select(r => (DateOnly?)r.Date).FirstOrDefault();
        var state = reached <= covenant.By ? CovenantState.Satisfied
            : asOf > covenant.By ? CovenantState.Breached
            : CovenantState.Pending;
        return new CovenantStanding(covenant, state, reached, known.Count > 0 ? known[^1] : null, covenant.By.DayNumber - asOf.DayNumber);
    }
}
