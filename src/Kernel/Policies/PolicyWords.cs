using System.Globalization;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Policies and reasons in plain words, Chinese and English.</summary>
public static class PolicyWords
{
    /// <summary>A policy, one sentence a rule.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static IReadOnlyList<string> Say(Policy policy, bool chinese) =>
    [
        .. policy.Permissions.Select(r => OnlyNamesTrials(r) && policy.Permissions.Any(other => other.Action == r.Action && other.Constraints.Count == 0)
            ? chinese ? $"试用者也可以{Action(r.Action, true)}。" : $"People on trial may {Action(r.Action, false)} too."
            : Say(r, chinese, chinese ? "允许" : "You may ")),
        .. policy.Prohibitions.Select(r => Say(r, chinese, chinese ? "禁止" : "You may not ")),
    ];

    /// <summary>One reason in words.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(PolicyReason reason, bool chinese) => reason.Code switch
    {
        "asset.own" => chinese ? "这是本方自己的资产。" : "It is your own asset.",
        "asset.unknown" => chinese ? "没有这一资产。" : "There is no such asset.",
        "data.place.refused" => chinese ? $"该资产不得在 {reason.Actual} 境内使用（声明的法域：{reason.Wanted}）。" : $"It may not be used on the ground of {reason.Actual} (declared jurisdictions: {reason.Wanted}).",
        "agreement.none" => chinese ? "双方没有关于该资产的协议。" : "There is no agreement with the provider about this asset.",
        "agreement.not-in-force" => chinese ? $"协议 {reason.Clause} 未生效（状态：{reason.Actual}）。" : $"Agreement {reason.Clause} is not in force (state: {reason.Actual}).",
        "member.not-admitted" or "member.unknown" => chinese ? $"该机构未被接纳（状态：{reason.Actual}）。" : $"The organisation is not admitted (state: {reason.Actual}).",
        "trial.not-open" when reason.Clause.Length == 0 => chinese ? "该要约未向试用开放。" : "This offer is not open to trials.",
        "trial.not-open" => chinese ? $"协议 {reason.Clause} 所依要约未向试用开放。" : $"Agreement {reason.Clause} rests on an offer that is not open to trials.",
        "trial.uses.exceeded" => chinese ? $"今日试用次数已满（{reason.Actual}，上限 {reason.Wanted}）；正式入盟后不受此限。" : $"Today's uses on trial are spent ({reason.Actual} of {reason.Wanted}); members have no such limit.",
        "trial.bytes.exceeded" => chinese
            ? $"今日试用读取额度不足：此次需 {TrialAmounts.Bytes(Asked(reason))}，剩余 {TrialAmounts.Bytes(Left(reason))}（每日 {TrialAmounts.Bytes(Most(reason))}）；正式入盟后不受此限。"
            : $"Today's bytes on trial do not suffice: this takes {TrialAmounts.Bytes(Asked(reason))}, {TrialAmounts.Bytes(Left(reason))} of {TrialAmounts.Bytes(Most(reason))} a day are left; members have no such limit.",
        "trial.device-time.exceeded" => chinese
            ? $"今日试用设备时间不足：此次预留 {TrialAmounts.Time(Asked(reason), true)}，剩余 {TrialAmounts.Time(Left(reason), true)}（每日 {TrialAmounts.Time(Most(reason), true)}）；请缩短作业时限，或正式入盟。"
            : $"Today's device time on trial does not suffice: this reserves {TrialAmounts.Time(Asked(reason), false)}, {TrialAmounts.Time(Left(reason), false)} of {TrialAmounts.Time(Most(reason), false)} a day are left. Ask for fewer seconds, or become a member.",
        "policy.permitted" => chinese ? $"条款 {reason.Clause} 允许。" : $"Clause {reason.Clause} permits it.",
        "policy.prohibited" => chinese ? $"条款 {reason.Clause} 禁止“{Action(reason.Actual, true)}”。" : $"Clause {reason.Clause} prohibits to {Action(reason.Actual, false)}.",
        "policy.prohibition.unjudged" => chinese ? $"条款 {reason.Clause} 可能禁止“{Action(reason.Actual, true)}”：其条件无法判定（不认识的条件，或未声明的用途、行业等），故按禁止处理。" : $"Clause {reason.Clause} may prohibit to {Action(reason.Actual, false)}: its condition can't be judged (one this node does not know, or a purpose or industry that was not stated), so it counts as prohibited.",
        "policy.no-permission" => chinese ? $"没有条款允许“{Action(reason.Actual, true)}”。" : $"No clause permits to {Action(reason.Actual, false)}.",
        "policy.operand.unknown" => chinese ? $"条款 {reason.Clause} 含有本节点不认识的条件（{reason.Wanted}），视为不满足。" : $"Clause {reason.Clause} has a condition this node does not know ({reason.Wanted}); it counts as not met.",
        _ => Missed(reason, chinese),
    };

    /// <summary>Whether a permission is there to open an offer to trials and for nothing else (ADR 0013).</summary>
    private static bool OnlyNamesTrials(Rule rule) => rule.Constraints is [Constraint.Atomic { Left: Operand.Role, Operator: Operator.Eq, Right: [TrialTerms.Role] }];

    /// <summary>What a use asked for, of a reason that says "so far + asked for".</summary>
    private static long Asked(PolicyReason reason) => Number(reason.Actual.Split(" + ")[^1]);

    private static long Left(PolicyReason reason) => Math.Max(0, Most(reason) - Number(reason.Actual.Split(" + ")[0]));

    private static long Most(PolicyReason reason) => Number(reason.Wanted);

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Say(Rule rule, bool zh, string start)
    {
        var terms = string.Join(zh ? "，且" : ", and ", rule.Constraints.Select(c => Say(c, zh)));
        return zh
            ? $"{start}{Action(rule.Action, true)}{(terms.Length > 0 ? "，条件：" + terms : "")}。"
            : $"{start}{Action(rule.Action, false)}{(terms.Length > 0 ? " if " + terms : "")}.";
    }

    private static string Missed(PolicyReason reason, bool zh)
    {
        var (wanted, actual) = (reason.Wanted, reason.Actual);

        // Evaluation says what was wanted as operand, operator, values.
        if (wanted.Split(' ', 3) is [var name, var sign, var values] && PolicyJson.OperandOf(name) is var operand and not Operand.Unknown && Enum.TryParse<Operator>(sign, out var op))
        {
            (wanted, actual) = (Say(new Constraint.Atomic(operand, name, op, values.Split(", ")), zh), PolicyVocabulary.Say(operand, actual, zh));
        }

        return zh
            ? $"条款 {reason.Clause} 未满足：要求{wanted}；{(actual.Length == 0 ? "此项未说明" : $"实际为“{actual}”")}。"
            : $"Clause {reason.Clause} is not met: it wants that {wanted}; {(actual.Length == 0 ? "this was not stated" : $"it was \"{actual}\"")}.";
    }

    private static string Say(Constraint constraint, bool zh) => constraint switch
    {
        Constraint.Atomic { Left: Operand.DateTime } a => Time(a, zh),
        Constraint.Atomic { Left: Operand.Count } a => Count(a, zh),
        Constraint.Atomic { Left: Operand.Unknown } a => $"{a.Name} {a.Operator} {string.Join(", ", a.Right)}",
        Constraint.Atomic a => Among(a, zh),
        Constraint.And { Of.Count: 0 } => zh ? "无条件" : "always",
        Constraint.And { Of: [var only] } => Say(only, zh),
        Constraint.And x => $"({string.Join(zh ? " 且 " : " and ", x.Of.Select(c => Say(c, zh)))})",
        Constraint.Or x => $"({string.Join(zh ? " 或 " : " or ", x.Of.Select(c => Say(c, zh)))})",
        Constraint.Xone x => (zh ? "以下恰有一项成立：" : "exactly one holds of ") + $"({string.Join(zh ? "；" : "; ", x.Of.Select(c => Say(c, zh)))})",
        _ => "",
    };

    private static string Among(Constraint.Atomic a, bool zh)
    {
        var values = a.Right.Select(r => PolicyVocabulary.Say(a.Left, r, zh)).ToArray();
        return a.Operator switch
        {
            Operator.Eq or Operator.IsAnyOf => zh ? $"{Name(a, true)}为{List(values, "、", "或")}" : $"{Name(a, false)} is {List(values, ", ", " or ")}",
            Operator.Neq or Operator.IsNoneOf => zh ? $"{Name(a, true)}不为{List(values, "、", "或")}" : $"{Name(a, false)} is not {List(values, ", ", " or ")}",
            Operator.IsAllOf => zh ? $"{Name(a, true)}同时为{List(values, "、", "与")}" : $"{Name(a, false)} is all of {List(values, ", ", " and ")}",
            _ => $"{Name(a, zh)} {a.Operator} {string.Join(", ", values)}",
        };
    }

    private static string Time(Constraint.Atomic a, bool zh) => a.Operator switch
    {
        Operator.Lt => zh ? $"在 {a.Right[0]} 之前" : $"it is before {a.Right[0]}",
        Operator.Lteq => zh ? $"不晚于 {a.Right[0]}" : $"it is not after {a.Right[0]}",
        Operator.Gt => zh ? $"在 {a.Right[0]} 之后" : $"it is after {a.Right[0]}",
        Operator.Gteq => zh ? $"自 {a.Right[0]} 起" : $"it is {a.Right[0]} or later",
        _ => $"{Name(a, zh)} {a.Operator} {string.Join(", ", a.Right)}",
    };

    private static string Count(Constraint.Atomic a, bool zh) => a.Operator switch
    {
        Operator.Lteq => zh ? $"使用不超过 {a.Right[0]} 次" : $"it is used at most {a.Right[0]} times",
        Operator.Lt => zh ? $"使用少于 {a.Right[0]} 次" : $"it is used fewer than {a.Right[0]} times",
        _ => $"{Name(a, zh)} {a.Operator} {string.Join(", ", a.Right)}",
    };

    private static string List(string[] values, string comma, string last) =>
        values.Length < 2 ? string.Concat(values) : string.Join(comma, values[..^1]) + last + values[^1];

    private static string Name(Constraint.Atomic a, bool zh) => a.Left switch
    {
        Operand.Purpose => zh ? "用途" : "the purpose",
        Operand.Recipient => zh ? "使用方" : "the recipient",
        Operand.Industry => zh ? "使用方的行业" : "your industry",
        Operand.Role => zh ? "使用方" : "your organisation",
        Operand.Spatial => zh ? "使用方所在国家" : "your country",
        Operand.DateTime => zh ? "时间" : "the time",
        Operand.Count => zh ? "使用次数" : "the number of uses",
        _ => a.Name,
    };

    private static string Action(string action, bool zh) => action switch
    {
        "use" => zh ? "使用" : "use it",
        "read" => zh ? "读取" : "read it",
        "compute" => zh ? "计算" : "compute with it",
        "transfer" => zh ? "传输" : "transfer it",
        "distribute" => zh ? "转分享" : "share it onward",
        _ => action,
    };
}
