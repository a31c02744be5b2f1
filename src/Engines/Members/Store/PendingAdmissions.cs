using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Members.Store;

/// <summary>Applications that wait for an operator.</summary>
internal sealed class PendingAdmissions(IDbContextFactory<NodeContext> contexts) : IPendingDecisions
{
    public async ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop)
    {
        if (decider is not null)
        {
            return [];
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = await db.Set<MemberRow>().AsNoTracking().Where(m => m.State == MemberState.Applied).OrderBy(m => m.Since).ThenBy(m => m.Id).Take(max).ToListAsync(stop);
        return [.. rows.Select(m => new PendingDecision(
            "admission", new MemberId(m.Id).ToString(), null, m.Since, $"{m.NameZh} 申请入盟", $"{m.NameEn} applies for admission", $"/members/v1/members/{new MemberId(m.Id)}", ["admit", "withdraw"]))];
    }
}
