using System.Collections.Frozen;
using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Names that the source has in Chinese only, and the words of this report's own categories.</summary>
internal static class ReportNames
{
    private static readonly FrozenDictionary<string, string> English = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["商汤科技"] = "SenseTime",
        ["阿里云、腾讯云"] = "Alibaba Cloud, Tencent Cloud",
        ["产业基金（国家集成电路产业投资基金为例）"] = "Industry funds (National Integrated Circuit Fund as an example)",
        ["科大讯飞"] = "iFLYTEK",
        ["腾讯云、阿里云服务网络"] = "Networks of Tencent Cloud, Alibaba Cloud",
        ["商汤科技、华为"] = "SenseTime, Huawei",
        ["工业和信息化部、地方政府"] = "MIIT, local governments",
        ["科创板"] = "STAR Market",
        ["通用AI与数字孪生专项攻关联盟（科技部牵头）"] = "General AI and digital-twin alliance (MOST)",
        ["金融、医疗企业"] = "Financial and medical firms",
        ["中国信通院"] = "CAICT",
        ["工信部"] = "MIIT",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> Chinese = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Market (funds)"] = "市场（基金）",
        ["Market (solutions)"] = "市场（方案）",
        ["Market (price index)"] = "市场（价格指数）",
        ["Models"] = "模型",
        ["Research"] = "研发",
        ["Twins"] = "数字孪生",
        ["Compliance"] = "合规",
        ["Privacy"] = "隐私",
        ["Observatory (reporting rounds)"] = "观测（申报轮次）",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>An organisation that the source names, in the language of the report; its own name where no other is known.</summary>
    public static string Organisation(string name, ReportLanguage language) => language == ReportLanguage.En ? English.GetValueOrDefault(name, name) : name;

    /// <summary>An engine of this house.</summary>
    public static string Engine(string name, ReportLanguage language) => language == ReportLanguage.Zh ? Chinese.GetValueOrDefault(name, name) : name;

    public static (string Zh, string En) Of(ReportStatus status) => status switch
    {
        ReportStatus.Met => ("已达标", "reached"),
        ReportStatus.OnPath => ("在路径上", "on path"),
        ReportStatus.BehindPath => ("落后路径", "behind path"),
        ReportStatus.NotMet => ("未达标，无路径", "not reached, no path"),
        ReportStatus.Measured => ("已测量，无目标", "measured, no target"),
        ReportStatus.Missing => ("缺值", "no value"),
        ReportStatus.NotMeasured => ("引擎未建", "engine not built"),
        ReportStatus.Outside => ("外部序列未接", "no outside series"),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "No such status."),
    };

    public static (string Zh, string En) Of(TargetPathKind kind) => kind switch
    {
        TargetPathKind.Linear => ("线性", "linear"),
        TargetPathKind.Cagr => ("等速增长", "equal growth"),
        TargetPathKind.SCurve => ("S 曲线", "S-curve"),
        TargetPathKind.Milestones => ("里程碑", "milestones"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such path."),
    };

    public static (string Zh, string En) Of(ReportChangeKind kind) => kind switch
    {
        ReportChangeKind.Added => ("新增", "added"),
        ReportChangeKind.Removed => ("移除", "removed"),
        ReportChangeKind.Definition => ("定义", "definition"),
        ReportChangeKind.Target => ("目标", "target"),
        ReportChangeKind.Claim => ("主张", "claim"),
        ReportChangeKind.Value => ("测量值", "value"),
        ReportChangeKind.Status => ("状态", "status"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such change."),
    };

    public static (string Zh, string En) Of(ForecastMethod method) => method switch
    {
        ForecastMethod.Combination => ("组合", "combination"),
        ForecastMethod.Naive => ("末值", "last value"),
        ForecastMethod.SeasonalNaive => ("上季同期值", "value of the last season"),
        ForecastMethod.Naive2 => ("去季节末值", "last value without season"),
        ForecastMethod.Drift => ("均值漂移", "drift"),
        ForecastMethod.MedianDrift => ("中位漂移", "median drift"),
        ForecastMethod.SingleSmoothing => ("单指数平滑", "single smoothing"),
        ForecastMethod.Holt => ("霍尔特趋势", "Holt's trend"),
        ForecastMethod.Damped => ("阻尼趋势", "damped trend"),
        ForecastMethod.SmoothingMean => ("平滑均值", "mean of smoothings"),
        ForecastMethod.Theta => ("Theta 法", "theta"),
        ForecastMethod.DynamicTheta => ("动态 Theta 法", "dynamic theta"),
        ForecastMethod.Ets => ("状态空间指数平滑", "exponential smoothing in state space"),
        ForecastMethod.Arima => ("ARIMA", "ARIMA"),
        ForecastMethod.ComplexSmoothing => ("复指数平滑", "complex smoothing"),
        ForecastMethod.SeasonalRegression => ("季节自回归", "seasonal regression"),
        ForecastMethod.SeasonalRegressionOfChanges => ("季节自回归（差分）", "seasonal regression of changes"),
        ForecastMethod.SeasonalRegressionOfLogs => ("季节自回归（对数）", "seasonal regression of logarithms"),
        ForecastMethod.SeasonalRegressionOfLogChanges => ("季节自回归（对数差分）", "seasonal regression of changes of logarithms"),
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, "No such method."),
    };

    /// <summary>How a row stands, for its tone; the words stand in the row too.</summary>
    public static string Tone(ReportStatus status) => status switch
    {
        ReportStatus.Met or ReportStatus.OnPath => "good",
        ReportStatus.BehindPath or ReportStatus.NotMet => "bad",
        ReportStatus.Measured => "",
        _ => "open",
    };
}
