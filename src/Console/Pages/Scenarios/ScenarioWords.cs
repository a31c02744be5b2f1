using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Scenarios;

/// <summary>Words of the scenario page.</summary>
internal static class ScenarioWords
{
    public static readonly Text Title = new("情景推演", "Scenarios");
    public static readonly Text Lead = new("移动杠杆，模型即时重算；结果是模型推演，不是实测。", "Move the levers and the model is run again at once. What it shows comes of a model and is not measured.");
    public static readonly Text Levers = new("杠杆", "Levers");
    public static readonly Text Reset = new("恢复现状", "As things are");
    public static readonly Text Link = new("此情景的链接", "Link to this scenario");
    public static readonly Text Cost = new("所需投入：{0} 亿元", "Costs {0} × 100 million CNY");
    public static readonly Text Targets = new("目标", "Targets");
    public static readonly Text Target = new("目标", "Target");
    public static readonly Text AsIs = new("现状", "As things are");
    public static readonly Text With = new("按此情景", "With the levers");
    public static readonly Text Reached = new("达到", "reached");
    public static readonly Text Missed = new("未达到", "missed");
    public static readonly Text Chances = new("达标概率由 {0} 个可能的未来得出；参数按其区间抽取。", "Probabilities are of {0} possible futures, with parameters drawn from their ranges.");
    public static readonly Text Course = new("走势", "Course");
    public static readonly Text CourseOf = new("{0}：现状与此情景的走势。", "{0}: as things are, and with the levers.");
    public static readonly Text Band = new("90% 区间", "90 % of futures");
    public static readonly Text Time = new("时间", "Time");
    public static readonly Text Assumptions = new("参数与假设", "Parameters and assumptions");
    public static readonly Text Name = new("名称", "Name");
    public static readonly Text Value = new("取值", "Value");
    public static readonly Text Range = new("区间", "Range");
    public static readonly Text Source = new("来源", "Source");
    public static readonly Text Assumption = new("假设", "assumption");
    public static readonly Text File = new("下载模型（XMILE）", "Download the model (XMILE)");
    public static readonly Text EndOf = new("{0} 年末", "end of {0}");
    private static readonly Text Money = new("亿元", "100 million CNY");
    private static readonly Text MoneyPerYear = new("亿元/年", "100 million CNY a year");
    private static readonly Text Firms = new("家", "firms");
    private static readonly Text FirmsPerYear = new("家/年", "firms a year");
    private static readonly Text Persons = new("人", "persons");
    private static readonly Text Nodes = new("个", "nodes");
    private static readonly Text Jurisdictions = new("法域", "jurisdictions");
    private static readonly Text PerYear = new("每年", "a year");
    private static readonly Text Years = new("年", "years");

    /// <summary>The unit of the model in words.</summary>
    public static Text OfUnits(string units) => units switch
    {
        "YiCNY" => Money,
        "YiCNY/Year" => MoneyPerYear,
        "percent" => new Text("%", "%"),
        "Dmnl" or "1" => new Text("", ""),
        "firms" => Firms,
        "firms/Year" => FirmsPerYear,
        "persons" => Persons,
        "nodes" => Nodes,
        "jurisdictions" => Jurisdictions,
        "1/Year" => PerYear,
        "Year" => Years,
        _ => new Text(units, units),
    };
}
