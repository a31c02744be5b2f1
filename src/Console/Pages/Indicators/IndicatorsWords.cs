using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Indicators;

/// <summary>Words of the indicators' pages.</summary>
internal static class IndicatorsWords
{
    public static readonly Text Title = new("指标", "Indicators");
    public static readonly Text Lead = new("每个实测值都可以追溯到事实与存证记录。", "Every measured value leads to the facts behind it, and each fact to its evidence.");
    public static readonly Text Set = new("指标集", "Set");
    public static readonly Text SetSeed = new("规划指标", "of the plan");
    public static readonly Text SetPlatform = new("平台指标", "of the platform");
    public static readonly Text SetAll = new("全部", "all");
    public static readonly Text Words = new("原文", "Words of the plan");
    public static readonly Text Formula = new("公式", "Formula");
    public static readonly Text Note = new("说明", "Note");
    public static readonly Text Needed = new("尚缺", "Needed");
    public static readonly Text Reason = new("原因", "Why");
    public static readonly Text Source = new("来源", "Source");
    public static readonly Text Series = new("近 30 天", "The last 30 days");
    public static readonly Text SeriesLabel = new("{0} 近 30 天的数值。", "{0} over the last 30 days.");
    public static readonly Text Records = new("依据的事实", "Facts behind the value");
    public static readonly Text Hidden = new("另有 {0} 条属于其他成员，不予显示。", "{0} more belong to other members and are not shown.");
    public static readonly Text At = new("时间", "At");
    public static readonly Text Topic = new("事实", "Fact");
    public static readonly Text Subject = new("对象", "Subject");
    public static readonly Text Part = new("作用", "Part");
    public static readonly Text Record = new("存证", "Evidence");
    public static readonly Text Proof = new("验证 #{0}", "Verify #{0}");
    public static readonly Text NoFactsOfYours = new("其中没有与贵机构有关的事实。", "None of the facts behind it is about your organisation.");
    public static readonly Text NoFacts = new("该数值暂无依据的事实。", "No fact stands behind this value yet.");
    public static readonly Text Variants = new("其他口径", "Other readings");
    public static readonly Text Back = new("全部指标", "All indicators");
    public static readonly Text Counted = new("计数", "counted");
    public static readonly Text Numerator = new("分子", "numerator");
    public static readonly Text Denominator = new("分母", "denominator");

    public static readonly Text Reading = new("采用的口径", "As it is read");
    public static readonly Text Alternative = new("另一种口径", "It may also be read");
    public static readonly Text Forecast = new("预测", "Forecast");
    public static readonly Text ForecastLead = new("中位数与区间；区间按历次预测误差校准。", "The middle and its intervals, calibrated by the errors of past forecasts.");
    public static readonly Text ForecastLabel = new("{0}：历史、预测与区间。", "{0}: history, forecast and intervals.");
    public static readonly Text Basis = new("依据", "From");
    public static readonly Text BasisMeasured = new("实测", "what was measured");
    public static readonly Text BasisClaims = new("外部主张（非实测）", "claims from outside, not measured");
    public static readonly Text Frequency = new("周期", "By");
    public static readonly Text Chance = new("至 {0} 达标的概率", "Probability to reach the target by {0}");
    public static readonly Text ChanceError = new("抽样误差 ± {0}", "Monte Carlo error ± {0}");
    public static readonly Text NoChance = new("不给出概率：{0}", "No probability is told: {0}");
    public static readonly Text Intervals = new("区间依据", "Intervals rest on");
    public static readonly Text Methods = new("方法", "Methods");
    public static readonly Text BackTest = new("回测：{0} 个历史时点的平均绝对误差", "Back-test: mean absolute error at {0} past moments");
    public static readonly Text Method = new("方法", "Method");
    public static readonly Text StepOne = new("1 期", "1 ahead");
    public static readonly Text StepLast = new("{0} 期", "{0} ahead");
    public static readonly Text Period = new("期间", "Period");
    public static readonly Text Middle = new("中位数", "Middle");
    public static readonly Text Interval = new("{0}% 区间", "{0} % interval");
    public static readonly Text NoHistory = new("此周期尚无完整期间的实测值：请选更短的周期。", "There is no measured value of a whole period yet: choose a shorter one.");
    public static readonly Text NoClaims = new("此周期尚未录入外部主张（keyeco indicators claim）。", "No figures from outside have been entered by this period (keyeco indicators claim).");
    public static readonly Text Year = new("年", "year");
    public static readonly Text Quarter = new("季", "quarter");
    public static readonly Text Month = new("月", "month");
    public static readonly Text Day = new("日", "day");

    public static Text OfFrequency(string code) => code switch { "year" => Year, "quarter" => Quarter, "month" => Month, _ => Day };

    public static Text OfBasis(string code) => code == "claims" ? BasisClaims : BasisMeasured;

    public static Text OfPart(string part) => part switch
    {
        "counted" => Counted,
        "numerator" => Numerator,
        "denominator" => Denominator,
        _ => new Text(part, part),
    };
}
