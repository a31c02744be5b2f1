namespace KeyEcosystem.Observatory.Core;

/// <summary>The instants of a series.</summary>
public static class Instants
{
    /// <summary>Points of one series at most.</summary>
    public const int PointsMax = 400;

    /// <summary>From the first to the last instant, the last one always among them; null when there are none or too many.</summary>
    /// <param name="from">First.</param>
    /// <param name="to">Last.</param>
    /// <param name="step">Distance, from a minute.</param>
    public static IReadOnlyList<DateTimeOffset>? Between(DateTimeOffset from, DateTimeOffset to, TimeSpan step)
    {
        if (to < from || step < TimeSpan.FromMinutes(1) || (to - from) / step > PointsMax - 2)
        {
            return null;
        }

        var points = new List<DateTimeOffset>();
        for (var at = from; at < to; at = to - at > step ? at + step : to)
        {
            points.Add(at);
        }

        points.Add(to);
        return points;
    }
}
