namespace KeyEcosystem.Platform.Identity;

/// <summary>What is to be done with the keys for tokens at an instant. Every process that sees the same keys and the same time decides the same.</summary>
/// <param name="NextFrom">From when on a new key shall sign; null when none is due.</param>
/// <param name="Gone">How many of the oldest keys no valid token is signed with any more.</param>
internal sealed record KeyTurn(DateTimeOffset? NextFrom, int Gone)
{
    /// <summary>
    /// A key is published this long before it signs: by then every process of the node has read it again, and every reader of the published keys that keeps them for a day.
    /// </summary>
    public static readonly TimeSpan Announced = TimeSpan.FromDays(1);

    /// <summary>Clocks differ.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromMinutes(10);

    /// <summary>Decides.</summary>
    /// <param name="from">From when on each key signs, the oldest first; at least one.</param>
    /// <param name="now">The instant.</param>
    /// <param name="every">How long a key signs.</param>
    /// <param name="tokenLifetime">How long the longest token is good for.</param>
    public static KeyTurn Decide(IReadOnlyList<DateTimeOffset> from, DateTimeOffset now, TimeSpan every, TimeSpan tokenLifetime)
    {
        var end = from[^1] + every;
        var next = end - Announced <= now ? (end > now + Announced ? end : now + Announced) : (DateTimeOffset?)null;
        var gone = 0;
        while (gone < from.Count - 1 && from[gone + 1] + tokenLifetime + Leeway <= now)
        {
            gone++;
        }

        return new KeyTurn(next, gone);
    }

    /// <summary>Which key signs: the newest whose time has come; while there is none, the oldest.</summary>
    public static int Current(IReadOnlyList<DateTimeOffset> from, DateTimeOffset now)
    {
        var current = from.Count - 1;
        while (current > 0 && from[current] > now)
        {
            current--;
        }

        return current;
    }
}
