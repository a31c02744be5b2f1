using System.Globalization;
using KeyEcosystem.Kernel.Odrl;

namespace KeyEcosystem.Kernel.Policies;

/// <summary>Rules and their terms in plain words: every operator and form of ODRL, every operand and action of its vocabulary. What is of another vocabulary reads as it is written.</summary>
internal static class TermWords
{
    /// <summary>Whether a permission is there to open an offer to trials and for nothing else (ADR 0013).</summary>
    public static bool OnlyNamesTrials(OdrlRule rule) =>
        rule is { Kind: OdrlRuleKind.Permission, Duties.Count: 0, Constraints: [OdrlConstraint.Atomic { Left: "role", Operator: OdrlOperator.Eq, Right: [{ Text: TrialTerms.Role }] }] };

    /// <summary>Whether a permission gives the same without asking for anything.</summary>
    public static bool IsSameWithoutTerms(OdrlRule rule, OdrlRule other) =>
        other is { Kind: OdrlRuleKind.Permission, Constraints.Count: 0, Targets.Count: 0, Assignees.Count: 0, Duties.Count: 0 } && other.Actions.All(a => a.Refinement.Count == 0) && Actions(rule, false) == Actions(other, false);

    /// <summary>A rule as a sentence.</summary>
    public static string Say(OdrlRule rule, bool zh)
    {
        if (rule.Kind == OdrlRuleKind.Duty)
        {
            return zh ? $"须{Owed(rule, true)}。" : $"You have to {Owed(rule, false)}.";
        }

        var start = rule.Kind == OdrlRuleKind.Permission ? zh ? "允许" : "You may " : zh ? "禁止" : "You may not ";
        var terms = string.Join(zh ? "，且" : ", and ", Scopes(rule.Targets, "资产", "the asset", zh).Concat(Scopes(rule.Assignees, "使用方", "the recipient", zh)).Concat(rule.Constraints.Select(c => Say(c, zh))));
        return zh
            ? $"{start}{Actions(rule, true)}{(terms.Length > 0 ? "，条件：" + terms : "")}{Before(rule, true)}。"
            : $"{start}{Actions(rule, false)}{(terms.Length > 0 ? " if " + terms : "")}{Before(rule, false)}.";
    }

    /// <summary>What a duty obliges to, and until when.</summary>
    public static string Owed(OdrlRule duty, bool zh)
    {
        var until = string.Concat(duty.Constraints.OfType<OdrlConstraint.Atomic>().Select(c => (c.Left, c.Operator, zh) switch
        {
            ("dateTime", OdrlOperator.Lt, true) => $"（须在 {Spelled(c.Right[0])} 之前）",
            ("dateTime", _, true) => $"（不晚于 {Spelled(c.Right[0])}）",
            (_, _, true) => $"（双方签署后 {DurationWords.Say(c.Right[0], true)}内）",
            ("dateTime", OdrlOperator.Lt, false) => $" before {Spelled(c.Right[0])}",
            ("dateTime", _, false) => $" not later than {Spelled(c.Right[0])}",
            _ => $" within {DurationWords.Say(c.Right[0], false)} after both have signed",
        }));
        return Actions(duty, zh) + until;
    }

    private static string Before(OdrlRule permission, bool zh) => permission.Duties.Count == 0 ? ""
        : zh ? $"；使用前须先{List([.. permission.Duties.Select(d => Owed(d, true))], "、", "并")}"
        : $"; before that you have to {List([.. permission.Duties.Select(d => Owed(d, false))], ", ", " and ")}";

    /// <summary>What a rule is about doing.</summary>
    public static string Actions(OdrlRule rule, bool zh) => rule.Actions.Count == 0
        ? zh ? "任何动作" : "do anything with it"
        : List([.. rule.Actions.Select(a => Action(a.Name, zh) + (a.Refinement.Count == 0 ? "" : zh ? $"（{All(a.Refinement, true)}）" : $" ({All(a.Refinement, false)})"))], zh ? "、" : ", ", zh ? "或" : " or ");

    /// <summary>A constraint, as what must be so.</summary>
    public static string Say(OdrlConstraint constraint, bool zh) => constraint switch
    {
        OdrlConstraint.Atomic a => Term(a, zh),
        OdrlConstraint.Logical { Form: OdrlLogic.And or OdrlLogic.AndSequence, Of.Count: 0 } => zh ? "无条件" : "always",
        OdrlConstraint.Logical { Of.Count: 0 } => zh ? "从不" : "never",
        OdrlConstraint.Logical { Of: [var only] } => Say(only, zh),
        OdrlConstraint.Logical { Form: OdrlLogic.And } x => $"({string.Join(zh ? " 且 " : " and ", x.Of.Select(c => Say(c, zh)))})",
        OdrlConstraint.Logical { Form: OdrlLogic.Or } x => $"({string.Join(zh ? " 或 " : " or ", x.Of.Select(c => Say(c, zh)))})",
        OdrlConstraint.Logical { Form: OdrlLogic.Xone } x => (zh ? "以下恰有一项成立：" : "exactly one holds of ") + $"({string.Join(zh ? "；" : "; ", x.Of.Select(c => Say(c, zh)))})",
        OdrlConstraint.Logical x => (zh ? "以下依次成立：" : "these hold one after the other: ") + $"({string.Join(zh ? "；" : "; ", x.Of.Select(c => Say(c, zh)))})",
        _ => "",
    };

    /// <summary>An action as a verb with its object.</summary>
    public static string Action(string action, bool zh) => PolicyVocabulary.Actions.TryGetValue(action, out var said) ? zh ? said.Zh : said.En : zh ? $"“{action}”" : $"\"{action}\" it";

    /// <summary>A left operand by its short name: Chinese by its word, English by the last part of its IRI.</summary>
    public static string Short(string name, bool zh)
    {
        var local = OdrlOperands.Local(name);
        return !zh ? local : PolicyVocabulary.Operands.TryGetValue(local, out var said) ? said.Zh : $"“{local}”";
    }

    /// <summary>A comparison that must hold or must not, as ODRL writes it: <c>not lteq 3</c>.</summary>
    public static string Written(OdrlLiteral literal) => (literal.Holds ? "" : "not ") + Written(literal.Term);

    /// <summary>A comparison as ODRL writes it, without its operand.</summary>
    public static string Written(OdrlConstraint.Atomic term)
    {
        var values = term.Right.Count == 0 ? term.Reference : string.Join(", ", term.Right.Select(v => v.Text));
        return $"{PolicyWriter.NameOf(term.Operator)} {values}{(term.Unit is null ? "" : " " + OdrlOperands.Local(term.Unit))}{(term.Anchor is null ? "" : $" @ {term.Anchor.Text}")}";
    }

    /// <summary>A kind of rules as ODRL writes it.</summary>
    public static string Kind(OdrlRuleKind kind) => kind switch { OdrlRuleKind.Permission => "permission", OdrlRuleKind.Prohibition => "prohibition", _ => "duty" };

    /// <summary>A comparison with its operator as people read it.</summary>
    public static string Readable(string written, bool chinese)
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

    private static string All(IReadOnlyList<OdrlConstraint> of, bool zh) => string.Join(zh ? "，且" : ", and ", of.Select(c => Say(c, zh)));

    private static string[] Scopes(IReadOnlyList<OdrlScope> scopes, string what, string whatEn, bool zh) =>
        scopes.Count == 0 ? [] : [zh ? $"{what}为{List([.. scopes.Select(s => Scope(s, true))], "、", "或")}" : $"{whatEn} is {List([.. scopes.Select(s => Scope(s, false))], ", ", " or ")}"];

    private static string Scope(OdrlScope scope, bool zh)
    {
        var name = scope.Source is { } source ? zh ? $"集合 {source} 的成员" : $"one of the collection {source}" : scope.Id;
        return scope.Refinement.Count == 0 ? name : zh ? $"{name}（{All(scope.Refinement, true)}）" : $"{name} ({All(scope.Refinement, false)})";
    }

    private static string Term(OdrlConstraint.Atomic a, bool zh)
    {
        var said = a.Left switch
        {
            "dateTime" => Time(a, zh),
            "count" => Count(a, zh),
            "bytes" => Amount(a, zh, "字节", "bytes"),
            "rows" => Amount(a, zh, "行", "rows"),
            _ => null,
        } ?? Compared(a, zh);
        var since = a.Anchor is null ? "" : zh ? $"（自 {a.Anchor.Text} 起）" : $" (counted from {a.Anchor.Text})";
        return said + since + (PolicyVocabulary.IsJudged(a.Left) ? "" : zh ? "（本节点无法判定，视为不满足）" : " (this node can't judge it: it counts as not met)");
    }

    private static string Compared(OdrlConstraint.Atomic a, bool zh)
    {
        var name = PolicyVocabulary.Operands.TryGetValue(a.Left, out var known) ? zh ? known.Zh : known.En
            : PartTerms.IsPart(a.Left) ? zh ? $"行中“{a.Left[PartTerms.Row.Length..]}”" : $"the row's \"{a.Left[PartTerms.Row.Length..]}\""
            : zh ? $"“{a.Left}”" : $"\"{a.Left}\"";
        var any = Values(a, zh, any: true);
        var all = Values(a, zh, any: false);
        return a.Operator switch
        {
            OdrlOperator.Eq or OdrlOperator.IsAnyOf => zh ? $"{name}为{any}" : $"{name} is {any}",
            OdrlOperator.Neq or OdrlOperator.IsNoneOf => zh ? $"{name}不为{any}" : $"{name} is not {any}",
            OdrlOperator.IsAllOf => zh ? $"{name}同时为{all}" : $"{name} is all of {all}",
            OdrlOperator.IsA => zh ? $"{name}属于{any}" : $"{name} is a kind of {any}",
            OdrlOperator.IsPartOf => zh ? $"{name}在{any}之内" : $"{name} is within {any}",
            OdrlOperator.HasPart => zh ? $"{name}包含{all}" : $"{name} contains {all}",
            OdrlOperator.Lt => zh ? $"{name}小于 {any}" : $"{name} is less than {any}",
            OdrlOperator.Lteq => zh ? $"{name}不超过 {any}" : $"{name} is at most {any}",
            OdrlOperator.Gt => zh ? $"{name}大于 {any}" : $"{name} is more than {any}",
            _ => zh ? $"{name}不少于 {any}" : $"{name} is at least {any}",
        };
    }

    private static string Values(OdrlConstraint.Atomic a, bool zh, bool any)
    {
        if (a.Right.Count == 0)
        {
            return zh ? $" {a.Reference} 处所载的值" : $"what stands at {a.Reference}";
        }

        var values = List([.. a.Right.Select(v => PolicyVocabulary.Say(a.Left, Spelled(v), zh))], zh ? "、" : ", ", any ? zh ? "或" : " or " : zh ? "与" : " and ");
        return a.Unit is null ? values : $"{values} {OdrlOperands.Local(a.Unit)}";
    }

    /// <summary>A value as it is written; a time of day without a zone is one of UTC, and says so.</summary>
    private static string Spelled(OdrlValue value) => value is { Kind: OdrlValueKind.Instant, First.Floating: true } && value.Text.Contains('T', StringComparison.Ordinal) ? value.Text + " UTC" : value.Text;

    private static string? Time(OdrlConstraint.Atomic a, bool zh) => a.Right is not [var time] || Spelled(time) is not { } at ? null : a.Operator switch
    {
        OdrlOperator.Lt => zh ? $"在 {at} 之前" : $"it is before {at}",
        OdrlOperator.Lteq => zh ? $"不晚于 {at}" : $"it is not after {at}",
        OdrlOperator.Gt => zh ? $"在 {at} 之后" : $"it is after {at}",
        OdrlOperator.Gteq => zh ? $"自 {at} 起" : $"it is {at} or later",
        _ => null,
    };

    private static string? Count(OdrlConstraint.Atomic a, bool zh) => a.Right is not [{ Text: var times }] ? null : a.Operator switch
    {
        OdrlOperator.Lteq => zh ? $"使用不超过 {Grouped(times)} 次" : $"it is used at most {Grouped(times)} times",
        OdrlOperator.Lt => zh ? $"使用少于 {Grouped(times)} 次" : $"it is used fewer than {Grouped(times)} times",
        _ => null,
    };

    private static string? Amount(OdrlConstraint.Atomic a, bool zh, string unit, string unitEn) => a.Right is not [{ Text: var most }] ? null : a.Operator switch
    {
        OdrlOperator.Lteq => zh ? $"合计读取不超过 {Grouped(most)} {unit}" : $"at most {Grouped(most)} {unitEn} are read in all",
        OdrlOperator.Lt => zh ? $"合计读取少于 {Grouped(most)} {unit}" : $"fewer than {Grouped(most)} {unitEn} are read in all",
        _ => null,
    };

    /// <summary>A whole number with its thousands set off; what is none as it is written.</summary>
    internal static string Grouped(string number) => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) ? whole.ToString("N0", CultureInfo.InvariantCulture) : number;

    internal static string List(string[] values, string comma, string last) =>
        values.Length < 2 ? string.Concat(values) : string.Join(comma, values[..^1]) + last + values[^1];
}
