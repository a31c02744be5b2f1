namespace KeyEcosystem.Observatory.Core;

/// <summary>Evaluates one indicator: its measure, or the gap that stands in its place.</summary>
public static class Evaluation
{
    /// <summary>What the indicator is in this state.</summary>
    /// <param name="id">Indicator id.</param>
    /// <param name="state">The ecosystem at an instant.</param>
    /// <param name="trail">Collects the facts behind it; null for none.</param>
    public static Reading Of(string id, Ecosystem state, Trail? trail = null)
    {
        if (Measures.All.TryGetValue(id, out var measure))
        {
            return measure.Of(state, trail);
        }

        var gap = Gaps.All[id];
        return Reading.Missing(gap.Zh, gap.En, gap.Near?.Invoke(state) ?? []);
    }
}
