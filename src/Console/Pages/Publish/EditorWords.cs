using KeyEcosystem.Client;
using KeyEcosystem.Kernel;
using KeyEcosystem.WebConsole.Language;

namespace KeyEcosystem.WebConsole.Pages.Publish;

/// <summary>Words of terms that are written rule by rule.</summary>
internal static class EditorWords
{
    public static readonly Text How = new("如何编写", "How you write them");
    public static readonly Text Form = new("形式", "Form");
    public static readonly Text Simple = new("常用条件", "Common terms");
    public static readonly Text Full = new("逐条编写（ODRL 全部条件）", "Rule by rule (all conditions of ODRL)");
    public static readonly Text Rule = new("第 {0} 条", "Rule {0}");
    public static readonly Text Kind = new("类别", "Kind");
    public static readonly Text Actions = new("动作", "Actions");
    public static readonly Text ActionsHint = new("每行一个，如 use、read、compute、distribute；留空为任何动作。", "One a line: use, read, compute, distribute ...; none for any.");
    public static readonly Text Duties = new("使用前须先", "Owed before a use");
    public static readonly Text DutiesHint = new("每行一个，如 inform、obtainConsent。", "One a line: inform, obtainConsent ...");
    public static readonly Text More = new("该条另有本表未列出的内容（适用对象、资产等），将原样保留。", "This rule says more than is shown here (for whom, about what); it is kept as it is.");
    public static readonly Text Terms = new("条件（须全部成立）", "Conditions (all must hold)");
    public static readonly Text UntilWhen = new("履行期限（dateTime 或 elapsedTime，不超过）", "Until when (dateTime or elapsedTime, at most)");
    public static readonly Text Operand = new("左操作数", "What is compared");
    public static readonly Text Operator = new("比较", "How");
    public static readonly Text Values = new("值（每行一个）", "With (one a line)");
    public static readonly Text AddTerm = new("添加条件", "Add a condition");
    public static readonly Text RemoveTerm = new("移除该条件", "Remove this condition");
    public static readonly Text AddRule = new("添加一条", "Add a rule");
    public static readonly Text RemoveRule = new("移除该条", "Remove this rule");
    public static readonly Text Conflict = new("允许与禁止同时适用时", "Where a permission and a prohibition both apply");
    public static readonly Text Paste = new("粘贴 ODRL", "Paste ODRL");
    public static readonly Text Odrl = new("ODRL 原文（JSON）", "ODRL (JSON)");
    public static readonly Text OdrlHint = new("载入后替换上面的全部条款。", "Replaces all rules above.");
    public static readonly Text Take = new("载入", "Take it over");

    public static Text OfKind(string code) => code switch
    {
        "permission" => new("允许", "You may (permission)"),
        "prohibition" => new("禁止", "You may not (prohibition)"),
        _ => new("义务", "You have to (obligation)"),
    };

    public static Text OfForm(string code) => code switch
    {
        "and" => new("以下全部成立（and）", "all of these hold (and)"),
        "or" => new("以下任一成立（or）", "any of these holds (or)"),
        "xone" => new("以下恰有一项成立（xone）", "exactly one of these holds (xone)"),
        "andSequence" => new("以下依次成立（andSequence）", "these hold one after the other (andSequence)"),
        _ => new("一项比较", "a comparison"),
    };

    public static Text OfOperator(string code) => code switch
    {
        "eq" => new("等于（eq）", "is (eq)"),
        "neq" => new("不等于（neq）", "is not (neq)"),
        "lt" => new("小于、早于（lt）", "is less than, before (lt)"),
        "lteq" => new("不超过、不晚于（lteq）", "is at most, not after (lteq)"),
        "gt" => new("大于、晚于（gt）", "is more than, after (gt)"),
        "gteq" => new("不少于、自此起（gteq）", "is at least, from (gteq)"),
        "isA" => new("属于一类（isA）", "is a kind of (isA)"),
        "hasPart" => new("包含（hasPart）", "contains (hasPart)"),
        "isPartOf" => new("位于其内（isPartOf）", "is within (isPartOf)"),
        "isAllOf" => new("同时为（isAllOf）", "is all of (isAllOf)"),
        "isAnyOf" => new("为其一（isAnyOf）", "is any of (isAnyOf)"),
        _ => new("均非（isNoneOf）", "is none of (isNoneOf)"),
    };

    public static Text OfConflict(string code) => code switch
    {
        "perm" => new("以允许为准", "the permission wins"),
        "invalid" => new("全部条款无效", "the terms are void"),
        _ => new("以禁止为准", "the prohibition wins"),
    };

    /// <summary>Why terms can't be accepted, with the place.</summary>
    public static Text Refused(Refusal refusal)
    {
        var zh = RefusalWords.Chinese(refusal.Code, refusal.Facts ?? new Dictionary<string, string>(StringComparer.Ordinal));
        return new Text(zh.Length > 0 ? zh : refusal.Detail, refusal.Detail);
    }
}
