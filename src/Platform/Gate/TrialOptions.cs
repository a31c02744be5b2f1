using System.ComponentModel.DataAnnotations;

namespace KeyEcosystem.Platform.Gate;

/// <summary>What a member on trial may use in a day (UTC). Read when a day begins for a member.</summary>
public sealed record TrialOptions
{
    /// <summary>Uses of offers. 1 to 10,000.</summary>
    [Range(1, 10_000)]
    public long UsesPerDayMax { get; set; } = 50;

    /// <summary>Bytes read. 1 to 1 TiB.</summary>
    [Range(1, 1L << 40)]
    public long BytesPerDayMax { get; set; } = 256L << 20;

    /// <summary>Devices times milliseconds of jobs, what they may take being reserved at the Gate. 1 s to 1,000 h.</summary>
    [Range(1000, 3_600_000_000)]
    public long DeviceMsPerDayMax { get; set; } = 3_600_000;
}
