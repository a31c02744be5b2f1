using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core;

/// <summary>What a pool may say of itself.</summary>
public static class PoolRules
{
    /// <summary>Weight of a pool whose operator has said nothing.</summary>
    public const int WeightUsual = 100;

    /// <summary>Highest weight.</summary>
    public const int WeightMax = 10_000;

    /// <summary>Kinds of device.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["cpu", "gpu", "npu", "fpga"];

    /// <summary>Precisions at which a peak is stated.</summary>
    public static IReadOnlyList<string> Precisions { get; } = ["fp64", "fp32", "tf32", "bf16", "fp16", "fp8", "int8"];

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="devices">Devices.</param>
    /// <param name="devicesMax">Most devices.</param>
    /// <param name="assetValueMinor">Worth in fen.</param>
    public static (string Field, string Must, string Was)? CheckAmounts(int devices, int devicesMax, long assetValueMinor) =>
        devices < 1 || devices > devicesMax ? ("devices", $"1 to {devicesMax}", devices.ToString())
        : assetValueMinor < 0 ? ("assetValueMinor", "0 or more", assetValueMinor.ToString())
        : null;

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="cohort">Name of the cohort; empty leaves it; null when it stays.</param>
    /// <param name="lendingLimit">Devices to lend at most; -1 for all.</param>
    /// <param name="borrowingLimit">Devices to borrow at most; -1 for no limit.</param>
    /// <param name="graceSeconds">Seconds of notice.</param>
    /// <param name="quietHours">Hours in which the owner wants the devices; empty for none; null when they stay.</param>
    public static (string Field, string Must, string? Was)? CheckSharing(string? cohort, int? lendingLimit, int? borrowingLimit, int? graceSeconds, string? quietHours) =>
        cohort is { Length: > 0 } && (cohort.Length > 50 || !cohort.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) ? ("cohort", "1 to 50 lower-case letters, digits and hyphens; empty leaves the cohort", cohort)
        : lendingLimit < -1 ? ("lendingLimit", "0 or more, or -1 for all", lendingLimit.ToString())
        : borrowingLimit < -1 ? ("borrowingLimit", "0 or more, or -1 for no limit", borrowingLimit.ToString())
        : graceSeconds is < 0 or > 3600 ? ("graceSeconds", "0 to 3600", graceSeconds.ToString())
        : quietHours is { Length: > 0 } && QuietHours.Parse(quietHours, out var unread, out var must) is null ? ("quietHours", must, unread)
        : quietHours is { Length: > 0 } && QuietHours.Parse(quietHours)?.EndAfter(DateTimeOffset.UnixEpoch) is null ? ("quietHours", "hours that end: a pool that takes no jobs at all is not offered", quietHours)
        : null;

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="model">Device model.</param>
    /// <param name="origin">Where the devices were made.</param>
    /// <param name="deviceClass">Kind of device.</param>
    /// <param name="peakFlops">Peak of one device.</param>
    /// <param name="precision">At which precision.</param>
    public static (string Field, string Must, string? Was)? CheckDevice(string? model, string? origin, string? deviceClass, long peakFlops, string? precision) =>
        !PlainText.IsTitle(model, 100) ? ("model", "1 to 100 visible characters", model)
        : origin is not { Length: 2 } || !origin.All(char.IsAsciiLetterUpper) ? ("origin", "a country of two capital letters", origin)
        : deviceClass is null || !Classes.Contains(deviceClass) ? ("class", string.Join(", ", Classes), deviceClass)
        : peakFlops < 0 ? ("peakFlops", "0 or more", peakFlops.ToString())
        : precision is null || !Precisions.Contains(precision) ? ("precision", string.Join(", ", Precisions), precision)
        : null;
}
