using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Disputes that wait for a party, and those on which the two disagree for the operators and the regulators.</summary>
internal sealed class PendingDisputes(IDbContextFactory<NodeContext> contexts) : IPendingDecisions
{
    public async ValueTask<IReadOnlyList<PendingDecision>> For(MemberId? decider, int max, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var waiting = decider is { } member ? db.Set<DisputeRow>().Where(d => d.WaitsFor == member.Value) : db.Set<DisputeRow>().Where(d => d.State == "rejected");
        var rows = await waiting.OrderBy(d => d.Since).ThenBy(d => d.Id).Take(max).Join(db.Set<AssetRow>(), d => d.Asset, a => a.Id, (d, a) => new { Dispute = d, a.Title }).OrderBy(x => x.Dispute.Since).ThenBy(x => x.Dispute.Id).ToListAsync(stop);
        return [.. rows.Select(r => Pending(r.Dispute, r.Title, decider))];
    }

    private static PendingDecision Pending(DisputeRow d, string title, MemberId? decider)
    {
        var id = new PendingId(d.Id).ToString();
        if (decider is not { } member)
        {
            return new PendingDecision("dispute", id, null, d.Since, $"双方对“{title}”协议的争议各执一词，等待裁决", $"The parties disagree about the agreement on \"{title}\": rule on it", $"/dataspace/v1/disputes/{id}", DisputeTransitions.Rulings)
            {
                Regulators = true,
                NotBy = [new MemberId(d.Provider), new MemberId(d.Consumer)],
            };
        }

        var (zh, en, steps) = d.State switch
        {
            "raised" => ($"对方就“{title}”协议提出争议，等待答复", $"A dispute was raised about the agreement on \"{title}\": answer it", (IReadOnlyList<string>)["accept", "reject"]),
            "proposed" => ($"对方就“{title}”协议的争议提议和解，等待答复", $"The other party proposes to settle the dispute about \"{title}\"", ["settle", "reject"]),
            _ => ($"对方接受了“{title}”协议争议的补救，等待确认", $"The other party accepts what you ask for in the dispute about \"{title}\": settle it when it is done", ["settle", "reject"]),
        };
        return new PendingDecision("agreement.dispute", new AgreementId(d.Agreement).ToString(), member, d.Since, zh, en, $"/dataspace/v1/disputes/{id}", steps);
    }
}
