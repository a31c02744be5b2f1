using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core.Exchange;

/// <summary>The statuses of observations.</summary>
public static class ObservationStatuses
{
    /// <summary>All of them, by letter.</summary>
    public static IReadOnlyList<ObservationStatus> All { get; } =
    [
        new("A", "Normal value", "正常值"),
        new("B", "Time series break", "序列中断"),
        new("D", "Definition differs", "定义不同"),
        new("E", "Estimated value", "估计值"),
        new("F", "Forecast value", "预测值"),
        new("G", "Experimental value", "试验值"),
        new("I", "Imputed value", "插补值"),
        new("J", "Derogation", "豁免"),
        new("K", "Data included in another category", "计入其他类别"),
        new("L", "Missing value; data exist but were not collected", "缺失：有数据但未采集", true),
        new("M", "Missing value; data cannot exist", "缺失：不可能有数据", true),
        new("N", "Not significant", "不显著"),
        new("O", "Missing value", "缺失", true),
        new("P", "Provisional value", "初步值"),
        new("Q", "Missing value; suppressed", "缺失：不予公布", true),
        new("S", "Strike and other special events", "罢工等特殊事件"),
        new("U", "Low reliability", "可靠性低"),
        new("V", "Unvalidated value", "未经核实"),
        new("W", "Includes data from another category", "含其他类别的数据"),
    ];

    private static readonly FrozenDictionary<string, ObservationStatus> ByCode = All.ToFrozenDictionary(s => s.Code, StringComparer.Ordinal);

    /// <summary>The normal one.</summary>
    public static ObservationStatus Normal => ByCode["A"];

    /// <summary>That of a forecast.</summary>
    public static ObservationStatus Forecast => ByCode["F"];

    /// <summary>That of a value that is not there.</summary>
    public static ObservationStatus Missing => ByCode["O"];

    /// <summary>The status of a letter; null where there is none.</summary>
    /// <param name="code">The letter.</param>
    public static ObservationStatus? Named(string code) => ByCode.GetValueOrDefault(code);
}
