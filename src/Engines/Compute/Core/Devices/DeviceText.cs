using System.Globalization;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Compute.Core.Devices;

/// <summary>What the texts of the vendors' tools have in common.</summary>
internal static class DeviceText
{
    public const int PercentMax = 100;

    private const int ShownMax = 120;

    /// <summary>A number; false when the text is none.</summary>
    /// <param name="text">The text without its unit.</param>
    /// <param name="max">The greatest that can be true.</param>
    /// <param name="number">The number; null where the tool says that it knows none.</param>
    public static bool TryNumber(string text, long max, out long? number)
    {
        number = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read <= max ? read : null;
        return number is not null || text is "-" or "NA" or "N/A";
    }

    public static Refusal Unreadable(string source, int line, string words, string text) =>
        new("compute.devices.unreadable", "What a device tool printed can't be read. 无法解析设备工具的输出。", $"{source}, line {line}: {words} It is \"{(text.Length > ShownMax ? text[..ShownMax] + "…" : text)}\".");
}
