namespace KeyEcosystem.Compute.Core;

/// <summary>What a pool may say of itself.</summary>
public static class PoolRules
{
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
    /// <param name="model">Device model.</param>
    /// <param name="origin">Where the devices were made.</param>
    /// <param name="deviceClass">Kind of device.</param>
    /// <param name="peakFlops">Peak of one device.</param>
    /// <param name="precision">At which precision.</param>
    public static (string Field, string Must, string? Was)? CheckDevice(string? model, string? origin, string? deviceClass, long peakFlops, string? precision) =>
        string.IsNullOrWhiteSpace(model) || model.Length > 100 || model.Any(char.IsControl) ? ("model", "1 to 100 characters", model)
        : origin is not { Length: 2 } || !origin.All(char.IsAsciiLetterUpper) ? ("origin", "a country of two capital letters", origin)
        : deviceClass is null || !Classes.Contains(deviceClass) ? ("class", string.Join(", ", Classes), deviceClass)
        : peakFlops < 0 ? ("peakFlops", "0 or more", peakFlops.ToString())
        : precision is null || !Precisions.Contains(precision) ? ("precision", string.Join(", ", Precisions), precision)
        : null;
}
