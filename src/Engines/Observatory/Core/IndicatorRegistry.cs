using System.Globalization;

namespace KeyEcosystem.Observatory.Core;

/// <summary>The seed's 43 indicators and the platform's own.</summary>
public static class IndicatorRegistry
{
    private static readonly Dictionary<string, string> UnitsEn = new(StringComparer.Ordinal)
    {
        ["亿元"] = "100 million CNY",
        ["亿元/年"] = "100 million CNY a year",
        ["%"] = "%",
        ["个"] = "items",
        ["家"] = "firms",
        ["家/年"] = "firms a year",
        ["所"] = "institutes",
        ["类"] = "kinds",
        ["名次"] = "rank",
        ["法域"] = "jurisdictions",
        ["EFLOPS"] = "EFLOPS",
    };

    /// <summary>The platform's own indicators: no claim, no target.</summary>
    public static IReadOnlyList<IndicatorDefinition> Own { get; } =
    [
        Plain("P01", "count", "已准入成员数", "Members admitted", "家", "members"),
        Plain("P02", "count", "已发布资产数", "Assets published", "项", "assets"),
        Plain("P03", "count", "已共享资产数", "Assets shared", "项", "assets"),
        Plain("P04", "count", "已签协议数", "Agreements signed", "份", "agreements"),
        Plain("P05", "flow", "数据使用次数", "Uses of data", "次/年", "uses a year"),
        Plain("P06", "flow", "跨行业数据使用次数", "Uses of data across industries", "次/年", "uses a year"),
        Plain("P07", "count", "成功作业数", "Jobs succeeded", "个", "jobs"),
        Plain("P08", "flow", "占用卡时", "Device-hours used", "卡时", "device-hours"),
        Plain("P09", "flow", "结算金额", "Amount settled", "元/年", "CNY a year"),
        Plain("P10", "ratio", "卡时结算均价", "Mean settled price of a device-hour", "元/卡时", "CNY a device-hour") with { Direction = "down" },
    ];

    /// <summary>One row of the seed's table.</summary>
    /// <param name="of">A column of the seed's row, by name.</param>
    /// <param name="wordsEn">The words of the seed in English.</param>
    /// <param name="noteZh">What is open, in Chinese.</param>
    public static IndicatorDefinition Read(Func<string, string> of, string wordsEn, string noteZh)
    {
        ArgumentNullException.ThrowIfNull(of);
        var claim = Figure(of("value_now")) is { } value ? new Claim(value, of("value_now_cmp"), of("year_of_value"), of("source_named")) : null;
        Target? target = null;
        if (of("target") is { Length: > 0 } bounds)
        {
            var parts = bounds.Split("..");
            target = new Target(
                Figure(parts[0])!.Value,
                parts.Length > 1 ? Figure(parts[1]) : null,
                of("target_cmp"),
                of("target_year_or_horizon"),
                DateOnly.TryParseExact(of("deadline_reading_default"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var by) ? by : null);
        }

        var unit = of("unit");
        return new IndicatorDefinition(of("id"), of("kind"), of("name_zh"), of("name_en"), unit, UnitsEn.GetValueOrDefault(unit, unit), of("direction"), of("section"), of("quote_zh"), wordsEn, claim, target, of("owner_named"), of("formula"), noteZh, of("ambiguity"));
    }

    private static double? Figure(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static IndicatorDefinition Plain(string id, string kind, string zh, string en, string unitZh, string unitEn) =>
        new(id, kind, zh, en, unitZh, unitEn, "up", "", "", "", null, null, "", "", "", "");
}
