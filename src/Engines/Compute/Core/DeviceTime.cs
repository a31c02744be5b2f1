namespace KeyEcosystem.Compute.Core;

/// <summary>What is metered: devices held times milliseconds held, exact.</summary>
/// <param name="From">Start, cut to the millisecond.</param>
/// <param name="To">End, cut to the millisecond, never before the start.</param>
/// <param name="DeviceMs">Devices times milliseconds.</param>
public readonly record struct DeviceTime(DateTimeOffset From, DateTimeOffset To, long DeviceMs)
{
    /// <summary>Measures. A clock that was set back meters nothing rather than a negative.</summary>
    /// <param name="devices">Devices held.</param>
    /// <param name="from">From when.</param>
    /// <param name="to">Until when.</param>
    /// <param name="milli">Thousandths of each device; parts of a millisecond are not metered.</param>
    public static DeviceTime Of(int devices, DateTimeOffset from, DateTimeOffset to, int milli = 1000)
    {
        var fromMs = from.ToUnixTimeMilliseconds();
        var toMs = Math.Max(fromMs, to.ToUnixTimeMilliseconds());
        return new DeviceTime(DateTimeOffset.FromUnixTimeMilliseconds(fromMs), DateTimeOffset.FromUnixTimeMilliseconds(toMs), checked((toMs - fromMs) * devices * milli / 1000));
    }
}
