using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Results that wait for the owner of a source to release them.</summary>
internal sealed class PendingReleases(IDbContextFactory<NodeContext> contexts) : IPendingDecisions
{
    private static readonly string[] Steps = ["approve", "refuse"];

    public async ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop)
    {
        if (decider is not { } member)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var votes = await db.Set<ReleaseVoteRow>().Where(v => v.Member == member.Value && v.State == "pending")
            .Join(db.Set<ReleaseRow>().Where(r => r.State == "requested"), v => v.Release, r => r.Id, (v, r) => r)
            .OrderBy(r => r.RequestedAt).ThenBy(r => r.Id).Take(max).ToListAsync(stop);
        return [.. votes.Select(r => new PendingDecision(
            "release", new PendingId(r.Id).ToString(), member, r.RequestedAt,
            "由贵方数据得出的结果申请解除继承条款，请批准或拒绝。", "A result made from your data asks to be released from its inherited terms: approve or refuse.",
            $"/dataspace/v1/releases/{new PendingId(r.Id)}", Steps))];
    }
}
