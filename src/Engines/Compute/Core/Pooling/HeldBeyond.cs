namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Device time that was held while fewer devices were open: what ran when a pool was closed, or its agent fell silent, ran on.</summary>
public static class HeldBeyond
{
    /// <summary>Device time in milliseconds, exact to the thousandth of a device.</summary>
    /// <param name="open">What was open.</param>
    /// <param name="held">What was held.</param>
    /// <param name="fromMs">The beginning.</param>
    /// <param name="toMs">The end.</param>
    public static long Of(IEnumerable<DeviceSpan> open, IEnumerable<DeviceSpan> held, long fromMs, long toMs)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(held);
        var (beyond, balance, last) = ((Int128)0, 0L, fromMs);
        foreach (var (at, change) in Edges(held, 1).Concat(Edges(open, -1)).OrderBy(e => e.AtMs))
        {
            beyond += (Int128)Math.Max(0, balance) * (at - last);
            (balance, last) = (balance + change, at);
        }

        return (long)(beyond / SharedDevices.Whole);

        IEnumerable<(long AtMs, long Change)> Edges(IEnumerable<DeviceSpan> spans, int sign)
        {
            foreach (var span in spans)
            {
                var (begin, end) = (Math.Max(span.FromMs, fromMs), Math.Min(span.ToMs, toMs));
                if (begin < end)
                {
                    yield return (begin, sign * (long)span.Devices * span.Milli);
                    yield return (end, -sign * (long)span.Devices * span.Milli);
                }
            }
        }
    }
}
