using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Compute.Store;

/// <summary>Outputs that wait for the owner of data that they were made of.</summary>
internal sealed class PendingAirlock(IDbContextFactory<NodeContext> contexts) : IPendingDecisions
{
    public async ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop)
    {
        if (decider is not { } member)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var waiting = await db.Set<AirlockVoteRow>().Where(v => v.Member == member.Value && v.State == "pending")
            .Join(db.Set<AirlockRow>().Where(a => a.State == AirlockTransitions.Held), v => v.Entry, a => a.Id, (v, a) => a)
            .OrderBy(a => a.HeldAt).ThenBy(a => a.Id).Take(max).ToListAsync(stop);
        return [.. waiting.Select(a => new PendingDecision(
            "airlock", new PendingId(a.Id).ToString(), member, a.HeldAt,
            "由贵方数据算出的输出在气闸中等待，请批准或拒绝。", "An output made from your data waits in the airlock: approve or refuse.",
            $"/compute/v1/airlock/{new PendingId(a.Id)}", AirlockTransitions.OwnerSteps))];
    }
}
