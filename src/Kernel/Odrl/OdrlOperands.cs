using System.Collections.Frozen;

namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What is known of left operands: what their values are, and where these begin and end.</summary>
internal static class OdrlOperands
{
    private const string SizeStart = "absoluteSize";

    private static readonly FrozenSet<string> Names = new[]
    {
        "purpose", "recipient", "spatial", "language", "industry", "role", "event", "fileFormat", "media", "product", "systemDevice", "device", "deliveryChannel",
        "virtualLocation", "unitOfCount", "version", "system", "column",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Durations = new[] { "delayPeriod", "elapsedTime", "meteredTime", "timeInterval" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Amounts = new[] { "count", "bytes", "rows", "percentage", "resolution", "relativeSize", "timedCount" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The kind of an operand's values, where it is known.</summary>
    public static OdrlValueKind? KindOf(string operand) =>
        operand == "dateTime" ? OdrlValueKind.Instant
        : Durations.Contains(operand) ? OdrlValueKind.Duration
        : operand is "count" or "bytes" or "rows" or "percentage" ? OdrlValueKind.Number
        : Names.Contains(operand) ? OdrlValueKind.Name
        : null;

    /// <summary>Whether nothing lies below zero.</summary>
    public static bool FromZero(string operand) => Durations.Contains(operand) || Amounts.Contains(operand) || Local(operand).StartsWith(SizeStart, StringComparison.Ordinal);

    /// <summary>Where the values end, if anywhere.</summary>
    public static decimal? Most(string operand) => operand == "percentage" ? 100 : null;

    /// <summary>Whether there is nothing between one value and the next.</summary>
    public static bool Whole(string operand) => operand is "count" or "bytes" or "rows" or "timedCount";

    /// <summary>The last part of an IRI.</summary>
    public static string Local(string name) => name.LastIndexOfAny(['#', '/', ':']) is >= 0 and var at && at < name.Length - 1 ? name[(at + 1)..] : name;
}
