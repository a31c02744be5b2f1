using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A unit in which an indicator is told: of what, and how the base units become it.</summary>
/// <param name="Code">How definitions name it.</param>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
/// <param name="Dimension">What it measures.</param>
/// <param name="Times">What a value, or the numerator of a quotient, is multiplied with.</param>
/// <param name="Over">What it is divided by.</param>
/// <param name="Below">What the denominator of a quotient is divided by.</param>
public sealed record FormulaUnit(string Code, string Zh, string En, Dimension Dimension, double Times = 1, double Over = 1, double Below = 1)
{
    private const double MsPerHour = 3_600_000;

    /// <summary>All of them, by code.</summary>
    public static FrozenDictionary<string, FormulaUnit> All { get; } = new FormulaUnit[]
    {
        new("1", "", "", default),
        new("%", "%", "%", default, Times: 100),
        new("items", "个", "items", default),
        new("pieces", "项", "items", default),
        new("copies", "份", "items", default),
        new("firms", "家", "firms", default),
        new("firms/year", "家/年", "firms a year", default),
        new("institutes", "所", "institutes", default),
        new("kinds", "类", "kinds", default),
        new("jurisdictions", "法域", "jurisdictions", default),
        new("rank", "名次", "rank", default),
        new("members", "家", "members", default),
        new("uses/year", "次/年", "uses a year", default),
        new("jobs", "个", "jobs", default),
        new("FLOPS", "FLOPS", "FLOPS", new Dimension(Operations: 1, Time: -1), Over: 1),
        new("EFLOPS", "EFLOPS", "EFLOPS", new Dimension(Operations: 1, Time: -1), Over: 1e18),
        new("device-hours", "卡时", "device-hours", new Dimension(Time: 1), Over: MsPerHour),
        new("CNY", "元", "CNY", new Dimension(Money: 1), Over: 100),
        new("CNY/year", "元/年", "CNY a year", new Dimension(Money: 1), Over: 100),
        new("1e8 CNY", "亿元", "100 million CNY", new Dimension(Money: 1), Over: 1e10),
        new("1e8 CNY/year", "亿元/年", "100 million CNY a year", new Dimension(Money: 1), Over: 1e10),
        new("CNY/device-hour", "元/卡时", "CNY a device-hour", new Dimension(Money: 1, Time: -1), Over: 100, Below: MsPerHour),
        new("GB", "GB", "GB", new Dimension(Data: 1), Over: 1e9),
    }.ToFrozenDictionary(u => u.Code, StringComparer.Ordinal);

    /// <summary>A value in this unit.</summary>
    /// <param name="value">In base units.</param>
    public double Of(double value) => value * Times / Over * Below;

    /// <summary>A quotient in this unit, and its parts in theirs.</summary>
    /// <param name="numerator">In base units.</param>
    /// <param name="denominator">In base units, not 0.</param>
    public (double Value, double Numerator, double Denominator) Of(double numerator, double denominator)
    {
        var (above, below) = (numerator / Over, denominator / Below);
        return (Times * above / below, above, below);
    }
}
