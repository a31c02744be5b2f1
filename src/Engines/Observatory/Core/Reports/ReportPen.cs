using KeyEcosystem.Observatory.Core.Forecasting;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Says figures in one language; every number keeps its id and leads to its lineage.</summary>
internal sealed class ReportPen(ReportInput input, ReportLanguage language)
{
    /// <summary>What stands where there is nothing; the reason stands below or beside it.</summary>
    public const string Nothing = "—";

    public ReportInput Input => input;

    public ReportLanguage Language => language;

    public bool IsZh => language == ReportLanguage.Zh;

    public string Say(string zh, string en) => IsZh ? zh : en;

    public string Say((string Zh, string En) words) => IsZh ? words.Zh : words.En;

    public ReportParagraph Paragraph(ReportText zh, ReportText en) => new(IsZh ? zh : en);

    public string Name(ReportIndicator i) => IsZh ? i.Definition.NameZh : i.Definition.NameEn;

    public string Unit(ReportIndicator i) => IsZh ? i.Definition.UnitZh : i.Definition.UnitEn;

    /// <summary>Id, name and unit, as the head of a row.</summary>
    public ReportText Head(ReportIndicator i) => ReportText.Of(new ReportSpan(i.Definition.Id, null, Lineage(i)), new ReportSpan(IsZh ? $" {Name(i)}（{Unit(i)}）" : $" {Name(i)} ({Unit(i)})"));

    public string Owner(ReportIndicator i) => i.Definition.Owner.Length == 0 ? Say("未指定", "not named") : ReportNames.Organisation(i.Definition.Owner, language);

    /// <summary>A number of an indicator in words of a sentence: with its unit.</summary>
    public ReportSpan WithUnit(ReportIndicator i, string part, string figure) => Number(i, part, Unit(i) switch
    {
        "%" => figure + (IsZh ? "%" : " %"),
        ['1', '0', '0', ' ', ..] large => $"{figure} ({large})",
        var unit => $"{figure} {unit}",
    });

    /// <summary>A number of an indicator.</summary>
    public ReportSpan Number(ReportIndicator i, string part, string figure) => new(figure, $"{i.Definition.Id}.{part}", Lineage(i));

    /// <summary>Where the lineage of an indicator is shown.</summary>
    public string Lineage(ReportIndicator i) => Lineage(i, input.Vintage);

    /// <summary>Where the lineage of an indicator at another instant is shown.</summary>
    public string Lineage(ReportIndicator i, DateTimeOffset at) => input.Node is { } node
        ? $"{node.TrimEnd('/')}/indicators/{i.Definition.Id}?asOf={Uri.EscapeDataString(ReportFigures.Instant(at))}"
        : $"#data.{i.Definition.Id}";

    public ReportStatus Status(ReportIndicator i) => i.StatusAt(input.Vintage);

    public ReportText Value(ReportIndicator i) => i.Reading.Value is { } value ? Number(i, "value", ReportFigures.Of(value)) : Nothing;

    public ReportText Claim(ReportIndicator i) => i.Definition.Claim is { } c ? Number(i, "claim", ReportFigures.Bound(c.Comparison) + ReportFigures.Of(c.Value)) : Nothing;

    public ReportText Target(ReportIndicator i) => i.Definition.Target is { } t ? Number(i, "target", TargetFigure(t)) : Nothing;

    public static string TargetFigure(Target t) => t.High is { } high ? $"{ReportFigures.Of(t.Low)}–{ReportFigures.Of(high)}" : (t.Comparison == "=" ? "= " : ReportFigures.Bound(t.Comparison)) + ReportFigures.Of(t.Low);

    public ReportText Gap(ReportIndicator i) => i.GapAt(input.Vintage) is { } gap ? Number(i, "gap", ReportFigures.Signed(gap)) : Nothing;

    public ReportText Chance(ReportIndicator i) => i.Chance?.Probability is { } p ? Number(i, "chance", ReportFigures.Chance(p)) : Nothing;

    public string By(ReportIndicator i) => i.Definition.Target is not { } t ? Nothing : t.By is { } by ? ReportFigures.Day(by) : Say("未定", "not set");

    /// <summary>The lever that a scenario found; else what a ratio needs over the base that it has.</summary>
    public ReportText Lever(ReportIndicator i)
    {
        if (i.Lever is { } lever)
        {
            return lever.Effect is { } effect ? ReportText.Of($"{Say(lever.Zh, lever.En)} {Number(i, "lever", ReportFigures.Signed(effect))}") : Say(lever.Zh, lever.En);
        }

        if (i.Reading is not { Value: { } value and > 0, Numerator: { } n, Denominator: { } d and > 0 } || i.Definition.Target is not { } target || target.MetBy(value))
        {
            return Nothing;
        }

        var need = n * ((target.Low / value) - 1);
        var figure = Number(i, "need", ReportFigures.Signed(need > 0 && n == Math.Floor(n) ? Math.Ceiling(need) : need));
        return IsZh ? ReportText.Of($"分子 {figure}（分母 {ReportFigures.Of(d)} 不变时）") : ReportText.Of($"numerator {figure} over the same {ReportFigures.Of(d)}");
    }

    /// <summary>Why there is no value; empty where there is one.</summary>
    public string NoValue(ReportIndicator i)
    {
        if (i.Reading.Value is not null)
        {
            return "";
        }

        var reason = Say(i.Reading.ReasonZh ?? "", i.Reading.ReasonEn ?? "");
        return reason.Length > 0 ? reason : Say("未记录原因。", "No reason was recorded.");
    }

    /// <summary>Why there is no chance; empty where there is one or no target.</summary>
    public string NoChance(ReportIndicator i) => i switch
    {
        { Definition.Target: null } or { Chance.Probability: not null } => "",
        { NoChanceZh: { } zh, NoChanceEn: { } en } => Say(zh, en),
        { Chance.Withheld: { } note } => Say(ForecastWords.Of(note).Zh, ForecastWords.Of(note).En),
        { Reading.Value: null } => Say("没有测量值，无从预测。", "Without a value nothing is forecast."),
        { Definition.Target.By: null } => Say("目标没有期限。", "The target has no date."),
        { Forecast: null } => Say("测量序列不足以预测。", "The measured series is too short for a forecast."),
        _ => Say("未计算。", "It was not reckoned."),
    };

    /// <summary>Why there is no gap to a path; empty where there is one or no target.</summary>
    public string NoGap(ReportIndicator i) => i.Definition.Target is null || i.GapAt(input.Vintage) is not null ? ""
        : i.Definition.Target.By is null ? Say("目标没有期限，故无路径。", "The target has no date, so there is no path.")
        : i.Reading.Value is null ? Say("没有测量的基线，故无路径。", "No baseline was measured, so there is no path.")
        : Say("仅有一次测量，或期限已过，故无路径。", "It was measured once only, or the date is past, so there is no path.");
}
