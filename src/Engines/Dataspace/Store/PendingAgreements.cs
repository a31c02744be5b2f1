using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Agreements that wait for a party: requests for the provider, other terms for the consumer, signatures for whoever has not signed, duties for who owes them and for who has to confirm them.</summary>
internal sealed class PendingAgreements(IDbContextFactory<NodeContext> contexts, IMemberAnswer members, TimeProvider clock) : IPendingDecisions
{
    public async ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop)
    {
        if (decider is not { } member)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await (
            from a in db.Set<AgreementRow>()
            join s in db.Set<AssetRow>() on a.Asset equals s.Id
            where (a.State == NegotiationState.Requested && a.Provider == member.Value) || (a.State == NegotiationState.Offered && a.Consumer == member.Value)
                || ((a.State == NegotiationState.Agreed || a.State == NegotiationState.Verified) && ((a.Provider == member.Value && a.ProviderSignature == null) || (a.Consumer == member.Value && a.ConsumerSignature == null)))
                || (a.ProviderOwes && a.Provider == member.Value) || (a.ConsumerOwes && (a.Consumer == member.Value || a.Provider == member.Value))
            orderby a.Since, a.Id
            select new { Agreement = a, s.Title }).Take(max).ToListAsync(stop);
        var pending = new List<PendingDecision>(rows.Count);
        foreach (var row in rows)
        {
            var consumer = await members.Of(new MemberId(row.Agreement.Consumer), stop);
            if (Pending(row.Agreement, row.Title, consumer?.NameZh ?? "一个成员", consumer?.NameEn ?? "A member", member, clock.GetUtcNow()) is { } waits)
            {
                pending.Add(waits);
            }
        }

        return pending;
    }

    private static PendingDecision? Pending(AgreementRow a, string title, string consumerZh, string consumerEn, MemberId member, DateTimeOffset at)
    {
        var id = new AgreementId(a.Id).ToString();
        if (!a.Stage.IsUnderWay)
        {
            return Owed(a, id, title, consumerZh, consumerEn, member, at);
        }

        var (kind, zh, en, steps) = a.State switch
        {
            NegotiationState.Requested => ("agreement.request", $"{consumerZh} 请求使用“{title}”，等待同意", $"{consumerEn} asks to use \"{title}\"", (IReadOnlyList<string>)["agree", "propose", "refuse"]),
            NegotiationState.Offered => ("agreement.offer", $"“{title}”的提供方提出了其他条款，等待答复", $"The provider of \"{title}\" proposes other terms", ["accept", "propose", "refuse"]),
            _ => ("agreement.signature", $"关于“{title}”的协议等待签署", $"The agreement about \"{title}\" waits for your signature", ["sign", "terminate"]),
        };
        if (a.Replaces is not null && kind != "agreement.signature")
        {
            (zh, en) = ($"对方提议变更“{title}”协议的条款，等待答复", $"The other party proposes to change the agreement about \"{title}\"");
        }

        return new PendingDecision(kind, id, member, a.Since, zh, en, $"/dataspace/v1/agreements/{id}", steps);
    }

    /// <summary>The duty that its party should look at first, with its own due time; null where what is owed is not late, which its provider need not look at.</summary>
    private static PendingDecision? Owed(AgreementRow a, string id, string title, string consumerZh, string consumerEn, MemberId member, DateTimeOffset at)
    {
        var provides = a.Provider == member.Value;
        var all = DataspaceReads.DutiesOf(a).Waiting(provides ? "provider" : "consumer", at, a.Connector is not null);
        if (all is not [var waits, ..])
        {
            return null;
        }

        var (owedZh, owedEn) = (PolicyWords.Owed(waits.Duty, chinese: true), PolicyWords.Owed(waits.Duty, chinese: false));
        var (zh, en) = (provides, waits.State) switch
        {
            (true, "declared") => ($"{consumerZh} 称已履行“{title}”协议的义务（{owedZh}），等待确认", $"{consumerEn} has done what it owes for \"{title}\" ({owedEn}): confirm it"),
            (true, _) when waits.Duty.First => ($"{consumerZh} 在另一节点，须由提供方确认其使用“{title}”前的义务（{owedZh}）", $"{consumerEn} is at another node and owes this before it uses \"{title}\": {owedEn}. Confirm or waive it"),
            (true, _) => ($"{consumerZh} 未按期履行“{title}”协议的义务（{owedZh}）", $"{consumerEn} is late with what it owes for \"{title}\" ({owedEn})"),
            (_, "contested") => ($"“{title}”的提供方不认可所述义务的履行：{owedZh}", $"The provider of \"{title}\" contests that this was done: {owedEn}"),
            _ when waits.Duty.First => ($"使用“{title}”前须先履行义务：{owedZh}", $"Before any use of \"{title}\" you owe: {owedEn}"),
            _ => ($"关于“{title}”的协议尚有义务待履行：{owedZh}", $"The agreement about \"{title}\" obliges you to something that is not done yet: {owedEn}"),
        };
        if (all.Count > 1)
        {
            (zh, en) = ($"{zh}（另有 {all.Count - 1} 项）", $"{en} (and {all.Count - 1} more)");
        }

        return new PendingDecision("agreement.duty", id, member, waits.Said ?? a.InForceSince ?? a.Since, zh, en, $"/dataspace/v1/agreements/{id}", [.. DutyTransitions.Steps.Where(s => DutyTransitions.Next(waits.State, s, provides ? "provider" : "consumer") is not null)])
        {
            Due = waits.State == "declared" ? null : waits.Due,
        };
    }
}
