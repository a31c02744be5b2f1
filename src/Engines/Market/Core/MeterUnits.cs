using System.Collections.Frozen;

namespace KeyEcosystem.Market.Core;

/// <summary>What prices are for: so many base units of a kind of reading.</summary>
public static class MeterUnits
{
    /// <summary>Devices times milliseconds; priced by the device-hour.</summary>
    public const string DeviceTime = "device.ms";

    /// <summary>Bytes; priced by the gigabyte of 1,000,000,000.</summary>
    public const string Bytes = "bytes";

    /// <summary>Uses; priced each.</summary>
    public const string Count = "count";

    /// <summary>Rows of tables; they have no price, and are settled free.</summary>
    public const string Rows = "rows";

    private static readonly FrozenDictionary<string, long> Sizes = new Dictionary<string, long>(StringComparer.Ordinal)
    {
        [DeviceTime] = 3_600_000,
        [Bytes] = 1_000_000_000,
        [Count] = 1,
        [Rows] = 1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Base units of one priced unit; null when there are no prices for the kind.</summary>
    /// <param name="kind">Kind of reading.</param>
    public static long? SizeOf(string kind) => Sizes.TryGetValue(kind, out var size) ? size : null;
}
