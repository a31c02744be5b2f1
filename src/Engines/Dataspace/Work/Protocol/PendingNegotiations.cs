using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Negotiations with other connectors in which a member of this node has to say how they go on: what is asked of a provider, and what is offered to a consumer.</summary>
internal sealed class PendingNegotiations(IDbContextFactory<NodeContext> contexts, ProtocolReads reads, IBehaviour behaviour, IMemberAnswer members) : IPendingDecisions
{
    public async ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop)
    {
        if (decider is not { } member)
        {
            return [];
        }

        var pending = new List<PendingDecision>();
        foreach (var (row, title) in await Open(member, max, stop))
        {
            // What the node is about to do by itself waits for nobody, unless something is in its way.
            if (row.Problem is not null || (await behaviour.After(row, stop)).Count == 0)
            {
                pending.Add(await Pending(row, title ?? row.Dataset, member, stop));
            }
        }

        return pending;
    }

    private async Task<IReadOnlyList<(NegotiationRow Row, string? Title)>> Open(MemberId member, int max, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await (
            from n in db.Set<NegotiationRow>()
            where n.Member == member.Value
                && ((n.Role == ProtocolRole.Provider && n.State == NegotiationState.Requested) || (n.Role == ProtocolRole.Consumer && n.State == NegotiationState.Offered)
                    || (n.Problem != null && n.State != NegotiationState.Finalized && n.State != NegotiationState.Terminated))
            join a in db.Set<AssetRow>() on n.Asset equals (Guid?)a.Id into assets
            from a in assets.DefaultIfEmpty()
            orderby n.Since, n.Id
            select new { Row = n, Title = (string?)a!.Title }).Take(max).ToListAsync(stop);
        return [.. rows.Select(r => (r.Row, r.Title))];
    }

    private async Task<PendingDecision> Pending(NegotiationRow row, string title, MemberId member, CancellationToken stop)
    {
        var other = await reads.Peer(row.Peer, stop) is { } peer ? await members.Of(new MemberId(peer.Member), stop) : null;
        var (zh, en) = (other?.NameZh ?? "一个连接器", other?.NameEn ?? "A connector");
        var id = new NegotiationId(row.Id).ToString();
        var asked = row.Role is ProtocolRole.Provider;
        if (row.Problem is { } why)
        {
            (zh, en) = ($"与 {zh} 就“{title}”的协商受阻：{why}", $"The negotiation with {en} about \"{title}\" does not go on: {why}");
        }
        else
        {
            // Who answers must not take other terms for those that it offered.
            var (otherZh, otherEn) = row.Changes() is [var change, ..] and var all ? ($"（条款与此前不同：{change.Zh.TrimEnd('。')}{(all.Count > 1 ? $"，另有 {all.Count - 1} 处" : "")}）", $" on other terms than before: {change.En.TrimEnd('.')}{(all.Count > 1 ? $", and {all.Count - 1} more" : "")}") : ("", "");
            (zh, en) = asked
                ? ($"{zh} 经连接器请求使用“{title}”{otherZh}，等待答复", $"{en} asks through its connector to use \"{title}\"{otherEn}")
                : ($"{zh} 经连接器就“{title}”提出要约{otherZh}，等待答复", $"{en} makes you an offer of \"{title}\" through its connector{otherEn}");
        }

        return new PendingDecision(
            asked ? "negotiation.request" : "negotiation.offer",
            id,
            member,
            row.Since,
            zh,
            en,
            $"/dataspace/v1/negotiations/{id}",
            [.. NegotiationTransitions.Possible(row.State, row.Role).Select(m => m.ToString().ToLowerInvariant())]);
    }
}
