namespace KeyEcosystem.Compute.Core;

/// <summary>When a pool is known to be closed, notice included, and what may still begin before that.</summary>
/// <param name="Closings">From the notice until it opens again, in order, none of them over yet.</param>
/// <param name="LeastMs">How long before the notice the last job begins of which nobody says how long it runs: it would be told to leave before it is well under way.</param>
/// <param name="LongestOpenMs">The longest that the pool is ever open at a stretch.</param>
public sealed record KnownHours(IReadOnlyList<(long ClosesAtMs, long OpensAtMs)> Closings, long LeastMs, long LongestOpenMs)
{
    /// <summary>The closing that holds at a moment, or else the next one; null when none is known.</summary>
    /// <param name="atMs">The moment, milliseconds.</param>
    public (long ClosesAtMs, long OpensAtMs)? NextAt(long atMs)
    {
        foreach (var closing in Closings)
        {
            if (closing.OpensAtMs > atMs)
            {
                return closing;
            }
        }

        return null;
    }

    /// <summary>
    /// The last moment before the next closing at which a job may begin. One whose time is declared has to be done by then, unless it saves its work, and so goes on later, or runs so long that it never fits between
    /// two closings: waiting would bring it nothing.
    /// </summary>
    /// <param name="atMs">The moment now.</param>
    /// <param name="leftMs">How long it is said to run on; null where nobody says, or it has run longer than that.</param>
    /// <param name="limitMs">How long it may run at most; null for no limit.</param>
    /// <param name="saves">Whether it saves its work when it is told to leave.</param>
    public long LastBegin(long atMs, long? leftMs, long? limitMs, bool saves)
    {
        if (NextAt(atMs) is not { } next)
        {
            return long.MaxValue;
        }

        var runs = Math.Min(leftMs is > 0 and var left ? left : long.MaxValue, limitMs ?? long.MaxValue);
        var least = runs <= LeastMs || (leftMs is > 0 && !saves && runs <= LongestOpenMs) ? runs : LeastMs;
        return next.ClosesAtMs - least;
    }
}
