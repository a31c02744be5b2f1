namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Reports in plain words, Chinese and English.</summary>
public static class OdrlWords
{
    /// <summary>Why two policies can't be kept together.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(OdrlFinding finding, bool chinese)
    {
        var (operand, first, second) = (Operand(finding.Operand, chinese), Readable(finding.First, chinese), Readable(finding.Second, chinese));
        return finding.Code switch
        {
            "odrl.clash.prohibited" => chinese ? $"一方许可“{finding.Operand}”（{finding.FirstId}），另一方在同样情况下禁止（{finding.SecondId}）。" : $"One permits what the other prohibits: \"{finding.Operand}\" ({finding.FirstId}, {finding.SecondId}).",
            "odrl.clash.values" or "odrl.clash.names" when second.Length > 0 => chinese ? $"{operand}：一方要求 {first}，另一方要求 {second}，没有任何值同时满足。" : $"{operand}: the one wants {first}, the other {second}; no value is both.",
            "odrl.clash.own" => chinese ? $"{operand}：同一政策既要求 {first}，又要求 {second}，没有任何值同时满足。" : $"{operand}: one policy wants both {first} and {second}; no value is both.",
            "odrl.clash.domain" or "odrl.clash.values" or "odrl.clash.names" => chinese ? $"{operand}：不存在满足 {first} 的值。" : $"{operand}: there is no value for {first}.",
            "odrl.clash.sequence" => chinese ? $"各步骤的等待之和（{first} 等）超过允许的总时长（{second}）。" : $"The steps wait longer in all ({first} ...) than the time that may pass ({second}).",
            "odrl.clash.metered" => chinese ? $"计量时长（{first}）不可能超过经过的时长（{second}）。" : $"The metered time ({first}) can't be longer than the time that passes ({second}).",
            "odrl.clash.schedule" => chinese ? $"周期（{first}）与（{second}）永不相遇。" : $"What recurs ({first}) never meets the other ({second}).",
            "odrl.clash.wider" => chinese ? $"{operand}：前者允许的（{Or(first, "不限")}）超出后者的范围（{Or(second, "不许可")}）。" : $"{operand}: the first permits more ({Or(first, "without limit")}) than the second ({Or(second, "nothing")}).",
            "odrl.unknown.size" => chinese ? "条件组合过多，未能全部检查。" : "There are too many combinations of conditions to try them all.",
            _ => chinese ? $"{operand}：{first}{(second.Length > 0 ? $" 与 {second}" : "")} 是否能同时成立，取决于此处未知的关系。" : $"{operand}: whether {first}{(second.Length > 0 ? $" and {second}" : "")} can hold together depends on what is not known here.",
        };
    }

    /// <summary>What became of a constraint.</summary>
    /// <param name="report">The report.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(OdrlConstraintReport report, bool chinese)
    {
        if (report.Constraint is not OdrlConstraint.Atomic term)
        {
            var form = ((OdrlConstraint.Logical)report.Constraint).Form;
            return report.Code switch
            {
                "odrl.holds" => chinese ? $"条件组合（{Form(form)}）成立。" : $"The combination ({Form(form)}) holds.",
                "odrl.fails" => chinese ? $"条件组合（{Form(form)}）不成立。" : $"The combination ({Form(form)}) does not hold.",
                _ => chinese ? $"条件组合（{Form(form)}）无法判定，按不成立处理。" : $"The combination ({Form(form)}) can't be judged; it counts as not met.",
            };
        }

        var (operand, wanted, actual) = (Operand(term.Left, chinese), Readable(Written(term), chinese), string.Join(", ", report.Actual.Select(v => v.Text)));
        return report.Code switch
        {
            "odrl.holds" => chinese ? $"{operand}为 {actual}，满足 {wanted}。" : $"{operand} is {actual}: {wanted} holds.",
            "odrl.fails" => chinese ? $"{operand}为 {actual}，不满足 {wanted}。" : $"{operand} is {actual}: {wanted} does not hold.",
            "odrl.operand.unknown" => chinese ? $"{operand}未知，{wanted} 按不成立处理。" : $"{operand} is not known; {wanted} counts as not met.",
            "odrl.reference.unresolved" => chinese ? $"比较值在别处（{term.Reference}），无法判定，按不成立处理。" : $"What to compare with lies elsewhere ({term.Reference}); it counts as not met.",
            _ => chinese ? $"{operand}为 {actual}，与 {wanted} 无法比较，按不成立处理。" : $"{operand} is {actual}, which can't be compared by {wanted}; it counts as not met.",
        };
    }

    /// <summary>The decision of a policy.</summary>
    /// <param name="report">The report.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(OdrlReport report, bool chinese) => report.Code switch
    {
        "odrl.permitted" => chinese ? "政策许可。" : "The policy permits it.",
        "odrl.prohibited" => chinese ? "政策禁止。" : "The policy prohibits it.",
        "odrl.prohibition.unjudged" => chinese ? "有一条禁止无法判定，按禁止处理。" : "A prohibition can't be judged; it counts as prohibited.",
        "odrl.void" => chinese ? "许可与禁止同时适用，政策自称此时无效。" : "A permission and a prohibition apply at once, and the policy says that it is void then.",
        _ => chinese ? "没有条款许可。" : "No clause permits it.",
    };

    internal static string Written(OdrlLiteral literal) => (literal.Holds ? "" : "not ") + Written(literal.Term);

    internal static string Kind(OdrlRuleKind kind) => kind switch { OdrlRuleKind.Permission => "permission", OdrlRuleKind.Prohibition => "prohibition", _ => "duty" };

    private static string Written(OdrlConstraint.Atomic term)
    {
        var name = term.Operator.ToString();
        var values = term.Right.Count == 0 ? term.Reference : string.Join(", ", term.Right.Select(v => v.Text));
        return $"{char.ToLowerInvariant(name[0])}{name[1..]} {values}{(term.Unit is null ? "" : " " + OdrlOperands.Local(term.Unit))}{(term.Anchor is null ? "" : $" @ {term.Anchor.Text}")}";
    }

    /// <summary>A comparison with its operator as people read it.</summary>
    private static string Readable(string written, bool chinese)
    {
        if (written.StartsWith("not ", StringComparison.Ordinal))
        {
            return (chinese ? "非 " : "not ") + Readable(written[4..], chinese);
        }

        var (word, rest) = written.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at ? (written[..at], written[at..]) : (written, "");
        return rest.Length == 0 ? written : (word switch
        {
            "eq" => "=",
            "neq" => "≠",
            "lt" => "<",
            "lteq" => "≤",
            "gt" => ">",
            "gteq" => "≥",
            "isA" => chinese ? "属于" : "a kind of",
            "hasPart" => chinese ? "包含" : "containing",
            "isPartOf" => chinese ? "位于其内：" : "within",
            "isAllOf" => chinese ? "同时为" : "all of",
            "isAnyOf" => chinese ? "任一：" : "any of",
            "isNoneOf" => chinese ? "均非：" : "none of",
            _ => word,
        }) + rest;
    }

    private static string Form(OdrlLogic form) => form switch { OdrlLogic.And => "and", OdrlLogic.Or => "or", OdrlLogic.Xone => "xone", _ => "andSequence" };

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static string Operand(string name, bool chinese)
    {
        var local = OdrlOperands.Local(name);
        return !chinese ? local : local switch
        {
            "purpose" => "用途",
            "recipient" => "使用方",
            "industry" => "行业",
            "role" => "机构类别",
            "spatial" => "地点",
            "language" => "语言",
            "dateTime" => "时间",
            "count" => "使用次数",
            "elapsedTime" => "经过的时长",
            "delayPeriod" => "等待时长",
            "meteredTime" => "计量时长",
            "timeInterval" => "周期",
            "payAmount" => "付款金额",
            "percentage" => "百分比",
            _ => $"“{local}”",
        };
    }
}
