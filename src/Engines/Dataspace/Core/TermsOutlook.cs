using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Odrl;
using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>
/// What who offers terms should know of them: that they can permit nobody anything, or hold a word that is probably not what was meant. They are offered all the same: organisations join, and what
/// this node does not know another may (ADR 0027).
/// </summary>
public static class TermsOutlook
{
    private const int Most = 20;

    /// <summary>Purposes are free words: one that is further away than a slip of the hand is taken as meant.</summary>
    private const int PurposeAwayMax = 2;

    /// <summary>The warnings, Chinese and English, each naming its clause; empty where there is nothing to be said.</summary>
    /// <param name="asset">What is offered.</param>
    /// <param name="terms">The terms.</param>
    /// <param name="audience">To whom, and of which columns.</param>
    /// <param name="ends">When agreements about them end; null when only the terms say.</param>
    /// <param name="at">The instant.</param>
    public static IReadOnlyList<string> Warnings(AssetId asset, OdrlPolicy terms, TermsAudience audience, DateTimeOffset? ends, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(audience);
        return [.. Ended(terms, at).Concat(Atoms(terms).SelectMany(t => Of(t.Rule, t.Term, audience))).Concat(Assignees(terms, audience)).Concat(Nobody(asset, terms, audience, ends, at)).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>Members that terms name as recipients.</summary>
    /// <param name="terms">The terms.</param>
    public static IReadOnlySet<MemberId> Named(OdrlPolicy terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        var texts = Atoms(terms).Where(t => t.Term.Left == "recipient").SelectMany(t => t.Term.Right).Select(v => v.Text).Concat(terms.Rules.SelectMany(r => r.Assignees).Select(a => a.Id));
        return texts.Select(t => MemberId.TryParse(t, null, out var id) ? id : (MemberId?)null).OfType<MemberId>().ToHashSet();
    }

    private static IEnumerable<(OdrlRule Rule, OdrlConstraint.Atomic Term)> Atoms(OdrlPolicy terms) =>
        terms.Rules.Where(r => r.Kind != OdrlRuleKind.Duty).SelectMany(r => PolicyDates.Atoms(r).Select(a => (r, a)));

    /// <summary>What is over before it begins: permissions, and due times of duties.</summary>
    private static IEnumerable<string> Ended(OdrlPolicy terms, DateTimeOffset at) =>
        terms.Rules.Where(r => r.Kind == OdrlRuleKind.Permission)
            .Select(r => (r.Id, End: PolicyDates.EndOf(terms with { Rules = [r] })))
            .Where(r => r.End <= at)
            .Select(r => $"条款 {r.Id} 已于 {r.End:u} 到期，不再允许任何使用。Clause {r.Id} ended at {r.End:u} and permits no use any more.")
            .Concat(PolicyDuties.Of(terms)
                .Select(d => (d.Rule.Id, Due: d.Due(null)))
                .Where(d => d.Due <= at)
                .Select(d => $"义务 {d.Id} 的期限 {d.Due:u} 已过：协议一生效即逾期，履行或免除之前不能使用。The duty {d.Id} was due at {d.Due:u}: each agreement would begin with it overdue, and nothing could be used until it is done or waived."));

    private static IEnumerable<string> Of(OdrlRule rule, OdrlConstraint.Atomic term, TermsAudience audience)
    {
        var (id, operand) = (term.Id, term.Left);
        if (!PolicyVocabulary.IsJudged(operand))
        {
            var (zh, en) = Meant(operand, PolicyVocabulary.Judged);
            var (met, metEn) = rule.Kind == OdrlRuleKind.Permission ? ("视为不满足", "it counts as not met") : ("按禁止处理", "it counts as prohibited");
            return [$"本节点无法判定条款 {id} 的条件“{operand}”，{met}{zh}This node can't judge \"{operand}\" in clause {id}: {metEn}{en}"];
        }

        if (rule.Kind == OdrlRuleKind.Permission && PolicyVocabulary.LeavesNothing(term))
        {
            return [$"条款 {id} 的限额（{operand}）不留任何使用量。The limit of {operand} in clause {id} leaves nothing to be used."];
        }

        var values = term.Right.Select(v => v.Text);
        return operand switch
        {
            "recipient" => values.SelectMany(v => Recipient(id, v, audience)),
            "spatial" => values.Where(v => !PolicyVocabulary.IsPlace(v)).Select(v => $"条款 {id}：“{v}”不是本节点认识的国家或地区（ISO 3166 两个大写字母，如 CN）{(IsMember(v) ? "；指定机构请用 recipient" : "")}。Clause {id}: \"{v}\" is no place this node knows (two letters of ISO 3166, e.g. CN){(IsMember(v) ? "; an organisation is named by recipient" : "")}."),
            "industry" => values.Where(v => v is not [>= 'A' and <= 'T']).Select(v => $"条款 {id}：“{v}”不是行业门类（GB/T 4754 的一个字母 A 至 T）。Clause {id}: \"{v}\" is no industry (one letter of GB/T 4754, A to T)."),
            "role" => values.Where(v => !PolicyVocabulary.Organisations.ContainsKey(v)).Select(v => (v, Meant: Meant(v, PolicyVocabulary.Organisations.Keys))).Select(v => $"条款 {id}：“{v.v}”不是本节点的机构类型{v.Meant.Zh}Clause {id}: \"{v.v}\" is no kind of organisation of this node{v.Meant.En}"),
            "purpose" => values.Where(v => !PolicyVocabulary.Purposes.ContainsKey(v)).Select(v => (Said: v, Near: NearNames.Of(v, PolicyVocabulary.Purposes.Keys).FirstOrDefault(p => NearNames.Distance(p, v) <= PurposeAwayMax))).Where(v => v.Near is not null)
                .Select(v => $"条款 {id}：“{v.Said}”不是本节点认识的用途；是否指 {v.Near}？Clause {id}: \"{v.Said}\" is no purpose this node knows; did you mean {v.Near}?"),
            _ when audience.Columns is { } columns => PolicyVocabulary.ColumnsOf(term).Where(c => !columns.Contains(c)).Select(c => (c, Meant: Meant(c, columns))).Select(c => $"条款 {id}：表中没有“{c.c}”列{c.Meant.Zh}Clause {id}: the table has no column \"{c.c}\"{c.Meant.En}"),
            _ => [],
        };
    }

    /// <summary>Whom a rule is for; who belongs to a collection is not known.</summary>
    private static IEnumerable<string> Assignees(OdrlPolicy terms, TermsAudience audience) =>
        terms.Rules.SelectMany(r => r.Assignees.Where(a => a is { Source: null, IsCollection: false, Id.Length: > 0 }).SelectMany(a => Recipient($"{r.Id}.assignee", a.Id, audience)));

    private static IEnumerable<string> Recipient(string clause, string who, TermsAudience audience)
    {
        if (MemberId.TryParse(who, null, out var id))
        {
            return audience.Known.Contains(id) ? [] : [$"条款 {clause}：本节点没有机构 {who}。Clause {clause}: this node has no organisation {who}."];
        }

        var meant = audience.Members.FirstOrDefault(m => m.NameZh.Contains(who, StringComparison.OrdinalIgnoreCase) || m.NameEn.Contains(who, StringComparison.OrdinalIgnoreCase));
        return [$"条款 {clause}：使用方须写机构编号（mbr_...），“{who}”不是{(meant is null ? "。" : $"；是否指 {meant.NameZh} {meant.Member}？")}Clause {clause}: recipients are named by their ids (mbr_...), which \"{who}\" is not{(meant is null ? "." : $"; did you mean {meant.NameEn} {meant.Member}?")}"];
    }

    /// <summary>That nobody could use it, however and for whatever. Members that are alike to the terms are asked about once.</summary>
    private static IEnumerable<string> Nobody(AssetId asset, OdrlPolicy terms, TermsAudience audience, DateTimeOffset? ends, DateTimeOffset at)
    {
        if (terms.Rules.All(r => r.Kind != OdrlRuleKind.Permission))
        {
            return ["条款没有任何许可：谁也不能使用。The terms hold no permission: nobody could use it."];
        }

        var named = Named(terms);
        var kinds = audience.Members.GroupBy(m => (m.PolicyRole, m.Industry, m.Country, Named: named.Contains(m.Member) ? m.Member : (MemberId?)null)).Select(g => g.First());
        return audience.Members.Count == 0 || !audience.All || TrialTerms.OpenTo(terms) || kinds.Any(m => AgreementOutlook.Permits(m, asset, terms, ends, at))
            ? []
            : [$"按这些条款，本节点现有的 {audience.Members.Count} 家其他机构都不能使用。Nobody of the {CountWords.Of(audience.Members.Count, "other organisation")} of this node could use it under these terms."];
    }

    private static (string Zh, string En) Meant(string said, IEnumerable<string> known) =>
        NearNames.Of(said, known) is [var near, ..] ? ($"；是否指 {near}？", $"; did you mean {near}?") : ("。", ".");

    private static bool IsMember(string value) => MemberId.TryParse(value, null, out _);
}
