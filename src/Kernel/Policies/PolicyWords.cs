using System.Globalization;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Policies, reasons, reports and clashes in plain words, Chinese and English.</summary>
public static class PolicyWords
{
    /// <summary>A policy, one sentence a rule, and one more where it says itself what wins.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static IReadOnlyList<string> Say(OdrlPolicy policy, bool chinese) =>
    [
        .. policy.Rules.Select(r => TermWords.OnlyNamesTrials(r) && policy.Rules.Any(other => TermWords.IsSameWithoutTerms(r, other))
            ? chinese ? $"试用者也可以{TermWords.Actions(r, true)}。" : $"People on trial may {TermWords.Actions(r, false)} too."
            : TermWords.Say(r, chinese)),
        .. policy.Conflict switch
        {
            OdrlStrategy.Permit => (string[])[chinese ? "允许与禁止同时适用时，以允许为准。" : "Where a permission and a prohibition both apply, the permission wins."],
            OdrlStrategy.Invalid => [chinese ? "允许与禁止同时适用时，全部条款无效。" : "Where a permission and a prohibition both apply, these terms are void."],
            _ => [],
        },
    ];

    /// <summary>One reason in words.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(PolicyReason reason, bool chinese)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Agreement is not { } agreement ? Of(reason, chinese) : chinese ? $"协议 {agreement}：{Of(reason, true)}" : $"Under agreement {agreement}: {Of(reason, false)}";
    }

    /// <summary>What a duty obliges to, and until when.</summary>
    /// <param name="duty">The duty.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Owed(PolicyDuty duty, bool chinese)
    {
        ArgumentNullException.ThrowIfNull(duty);
        return TermWords.Owed(duty.Rule, chinese);
    }

    /// <summary>What would have to be otherwise, and with what.</summary>
    /// <param name="change">The change.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(UseChange change, bool chinese)
    {
        string[] values = [.. change.Wanted.Select(w => change.Operand == "action" ? TermWords.Action(w, chinese) : PolicyVocabulary.Say(change.Operand, w, chinese))];
        var wanted = TermWords.List(values, chinese ? "、" : ", ", change.Operand is "action" or "role" ? chinese ? "或" : " or " : chinese ? "、" : ", ");
        var one = change.Wanted.Count == 1;
        return change.Operand switch
        {
            "purpose" when change.Was.Length == 0 => chinese ? $"声明用途：{wanted}{(one ? "" : "之一")}。" : $"State the purpose: {(one ? "" : "one of ")}{wanted}.",
            "purpose" => chinese ? $"以其他用途使用：{wanted}{(one ? "" : "之一")}（现为“{PolicyVocabulary.Say("purpose", change.Was, true)}”）。" : $"Use it for another purpose: {(one ? "" : "one of ")}{wanted} (now: \"{PolicyVocabulary.Say("purpose", change.Was, false)}\").",
            "action" => chinese ? $"换一种方式使用：{wanted}。" : $"Do something else: {wanted}.",
            "dateTime" => chinese ? $"等到 {wanted}。" : $"Wait until {wanted}.",
            "duty" => chinese ? $"先{TermWords.List([.. change.Wanted.Select(w => TermWords.Action(w, true))], "、", "并")}，并在协议中登记。" : $"First {TermWords.List([.. change.Wanted.Select(w => TermWords.Action(w, false))], ", ", " and ")}, and say so in the agreement.",
            "count" => chinese ? "另订协议：次数从头计算。" : "Conclude a new agreement: its uses are counted anew.",
            "industry" => chinese ? $"使用方的行业须为：{wanted}（现为“{Otherwise(change.Was, "未登记")}”）。" : $"The recipient's industry must be {(one ? "" : "one of ")}{wanted} (on record: {Otherwise(change.Was, "none")}).",
            "role" => chinese ? $"使用方的机构类型须为：{wanted}（现为“{PolicyVocabulary.Say("role", change.Was, true)}”）。" : $"The recipient must be {wanted} (on record: {PolicyVocabulary.Say("role", change.Was, false)}).",
            "spatial" => chinese ? $"使用方须在：{wanted}（登记为 {change.Was}）。" : $"The recipient must be in {(one ? "" : "one of ")}{wanted} (on record: {change.Was}).",
            _ => chinese ? $"使用方须为：{wanted}。" : $"The recipient must be {(one ? "" : "one of ")}{wanted}.",
        };
    }

    /// <summary>Why two policies can't be kept together.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="chinese">Chinese instead of English.</param>
    public static string Say(OdrlFinding finding, bool chinese)
    {
        var (operand, first, second) = (TermWords.Short(finding.Operand, chinese), TermWords.Readable(finding.First, chinese), TermWords.Readable(finding.Second, chinese));
        return finding.Code switch
        {
            "odrl.clash.prohibited" => chinese ? $"一方许可“{finding.Operand}”（{finding.FirstId}），另一方在同样情况下禁止（{finding.SecondId}）。" : $"One permits what the other prohibits: \"{finding.Operand}\" ({finding.FirstId}, {finding.SecondId}).",
            "odrl.clash.values" or "odrl.clash.names" when second.Length > 0 => chinese ? $"{operand}：一方要求 {first}，另一方要求 {second}，没有任何值同时满足。" : $"{operand}: the one wants {first}, the other {second}; no value is both.",
            "odrl.clash.own" => chinese ? $"{operand}：同一政策既要求 {first}，又要求 {second}，没有任何值同时满足。" : $"{operand}: one policy wants both {first} and {second}; no value is both.",
            "odrl.clash.domain" or "odrl.clash.values" or "odrl.clash.names" => chinese ? $"{operand}：不存在满足 {first} 的值。" : $"{operand}: there is no value for {first}.",
            "odrl.clash.sequence" => chinese ? $"各步骤的等待之和（{first} 等）超过允许的总时长（{second}）。" : $"The steps wait longer in all ({first} ...) than the time that may pass ({second}).",
            "odrl.clash.metered" => chinese ? $"计量时长（{first}）不可能超过经过的时长（{second}）。" : $"The metered time ({first}) can't be longer than the time that passes ({second}).",
            "odrl.clash.schedule" => chinese ? $"周期（{first}）与（{second}）永不相遇。" : $"What recurs ({first}) never meets the other ({second}).",
            "odrl.clash.wider" => chinese ? $"{operand}：前者允许的（{Otherwise(first, "不限")}）超出后者的范围（{Otherwise(second, "不许可")}）。" : $"{operand}: the first permits more ({Otherwise(first, "without limit")}) than the second ({Otherwise(second, "nothing")}).",
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
                "odrl.holds" => chinese ? $"条件组合（{PolicyWriter.NameOf(form)}）成立。" : $"The combination ({PolicyWriter.NameOf(form)}) holds.",
                "odrl.fails" => chinese ? $"条件组合（{PolicyWriter.NameOf(form)}）不成立。" : $"The combination ({PolicyWriter.NameOf(form)}) does not hold.",
                _ => chinese ? $"条件组合（{PolicyWriter.NameOf(form)}）无法判定，按不成立处理。" : $"The combination ({PolicyWriter.NameOf(form)}) can't be judged; it counts as not met.",
            };
        }

        var (operand, wanted, actual) = (TermWords.Short(term.Left, chinese), TermWords.Readable(TermWords.Written(term), chinese), string.Join(", ", report.Actual.Select(v => v.Text)));
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

    private static string Of(PolicyReason reason, bool chinese) => reason.Code switch
    {
        "asset.own" => chinese ? "这是本方自己的资产。" : "It is your own asset.",
        "asset.unknown" => chinese ? "没有这一资产。" : "There is no such asset.",
        "data.place.refused" => chinese ? $"该资产不得在 {reason.Actual} 境内使用（声明的法域：{reason.Wanted}）。" : $"It may not be used on the ground of {reason.Actual} (declared jurisdictions: {reason.Wanted}).",
        "agreement.none" => chinese ? "双方没有关于该资产的协议。" : "There is no agreement with the provider about this asset.",
        "agreement.not-in-force" => chinese ? $"协议 {reason.Clause} 未生效（状态：{reason.Actual}）。" : $"Agreement {reason.Clause} is not in force (state: {reason.Actual}).",
        "agreement.suspended" => chinese ? $"协议 {reason.Clause} 有未了结的争议，提供方已暂停使用，争议了结后恢复。" : $"Its provider suspended use under agreement {reason.Clause} while a dispute about it is open; use goes on when that has ended.",
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
        "policy.prohibited" => chinese ? $"条款 {reason.Clause} 禁止“{TermWords.Action(reason.Actual, true)}”。" : $"Clause {reason.Clause} prohibits to {TermWords.Action(reason.Actual, false)}.",
        "policy.prohibition.unjudged" => chinese ? $"条款 {reason.Clause} 可能禁止“{TermWords.Action(reason.Actual, true)}”：其条件无法判定（不认识的条件，或未声明的用途、行业等），故按禁止处理。" : $"Clause {reason.Clause} may prohibit to {TermWords.Action(reason.Actual, false)}: its condition can't be judged (one this node does not know, or a purpose or industry that was not stated), so it counts as prohibited.",
        "policy.no-permission" => chinese ? $"没有条款允许“{TermWords.Action(reason.Actual, true)}”。" : $"No clause permits to {TermWords.Action(reason.Actual, false)}.",
        "policy.operand.unknown" => chinese ? $"条款 {reason.Clause} 含有本节点不认识的条件（{Wanted(reason, true)}），视为不满足。" : $"Clause {reason.Clause} has a condition this node does not know ({Wanted(reason, false)}); it counts as not met.",
        "policy.target.refused" => chinese ? $"条款 {reason.Clause} 关于其他资产：{reason.Wanted}。" : $"Clause {reason.Clause} is about other assets: {reason.Wanted}.",
        "policy.recipient.refused" when reason.Constraint is null => chinese ? $"条款 {reason.Clause} 只给指定的使用方：{reason.Wanted}；实际为“{reason.Actual}”。" : $"Clause {reason.Clause} is for certain recipients only: {reason.Wanted}; this one is \"{reason.Actual}\".",
        "policy.duty.open" => chinese ? $"条款 {reason.Clause}：使用前须先{Owed(reason, true)}，尚未完成。" : $"Clause {reason.Clause}: before this use you have to {Owed(reason, false)}, which is not done yet.",
        "policy.duty.overdue" when reason.Actual.Length == 0 => chinese ? $"条款 {reason.Clause}：须{Owed(reason, true)}，提供方认为未履行；完成或由提供方免除后方可使用。" : $"Clause {reason.Clause}: you have to {Owed(reason, false)}, and its provider says that it is not done. Until it is, or the provider waives it, there is no use.",
        "policy.duty.overdue" => chinese ? $"条款 {reason.Clause}：最迟应于 {reason.Actual} {Owed(reason, true)}，已逾期；完成或由提供方免除后方可使用。" : $"Clause {reason.Clause}: you had to {Owed(reason, false)} by {reason.Actual}. Until that is done, or its provider waives it, there is no use.",
        "policy.part.only" => chinese ? $"条款 {reason.Clause} 只许可表的部分列或行：可以读取（下载）这些部分，但不能整体“{TermWords.Action(reason.Actual, true)}”。" : $"Clause {reason.Clause} gives some columns or rows of the table only: these can be read (downloaded), but nobody may {TermWords.Action(reason.Actual, false)} as a whole.",
        "policy.part.changed" => chinese ? $"条款 {reason.Clause} 现在许可的列或行与此次使用开始时不同。" : $"Clause {reason.Clause} gives other columns or rows now than when this use began.",
        "policy.void" => chinese ? $"条款 {reason.Clause} 允许而 {reason.Wanted} 禁止“{TermWords.Action(reason.Actual, true)}”：依其自身约定，此时全部条款无效。" : $"Clause {reason.Clause} permits to {TermWords.Action(reason.Actual, false)} and {reason.Wanted} prohibits it: by its own words the policy is void then.",
        _ => Missed(reason, chinese),
    };

    private static string Owed(PolicyReason reason, bool zh) => TermWords.Action(reason.Wanted, zh);

    /// <summary>What a use asked for, of a reason that says "so far + asked for".</summary>
    private static long Asked(PolicyReason reason) => Number(reason.Actual.Split(" + ")[^1]);

    private static long Left(PolicyReason reason) => Math.Max(0, Most(reason) - Number(reason.Actual.Split(" + ")[0]));

    private static long Most(PolicyReason reason) => Number(reason.Wanted);

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string Otherwise(string text, string otherwise) => text.Length > 0 ? text : otherwise;

    private static string Wanted(PolicyReason reason, bool zh) => reason.Constraint is { } constraint ? TermWords.Say(constraint, zh) : reason.Wanted;

    private static string Missed(PolicyReason reason, bool zh)
    {
        var wanted = Wanted(reason, zh);
        if (reason.Constraint is OdrlConstraint.Logical)
        {
            return zh ? $"条款 {reason.Clause} 未满足：要求{wanted}。" : $"Clause {reason.Clause} is not met: it wants that {wanted}.";
        }

        // Of what is counted, the use that is asked about has its part in it: it has not been read yet.
        if (reason.Constraint is OdrlConstraint.Atomic { Left: var counted } && PolicyVocabulary.Quotas.Contains(counted) && reason.Actual.Length > 0)
        {
            return zh
                ? $"条款 {reason.Clause} 未满足：要求{wanted}；连同此次将为 {TermWords.Grouped(reason.Actual)}。"
                : $"Clause {reason.Clause} is not met: it wants that {wanted}; with this use it would be {TermWords.Grouped(reason.Actual)}.";
        }

        var actual = reason.Constraint is OdrlConstraint.Atomic a ? PolicyVocabulary.Say(a.Left, reason.Actual, zh) : reason.Actual;
        return zh
            ? $"条款 {reason.Clause} 未满足：要求{wanted}；{(actual.Length == 0 ? "此项未说明" : $"实际为“{actual}”")}。"
            : $"Clause {reason.Clause} is not met: it wants that {wanted}; {(actual.Length == 0 ? "this was not stated" : $"it was \"{actual}\"")}.";
    }
}
