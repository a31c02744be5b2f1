using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Compute.Core.Pooling;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Compute.Work;

/// <summary>Bounded defragmentation of a pool's shared devices: planned for its owner, carried out when the owner says so.</summary>
internal sealed class Tidying(ComputeReads reads, CohortRounds rounds, ILane lane)
{
    /// <summary>Jobs moved at most where the owner does not say.</summary>
    public const int MovesDefault = 4;

    private const int MovesMax = 100;

    /// <summary>A plan; it changes nothing.</summary>
    public async Task<Result<TidyPlanView>> Plan(PoolId id, int? moves, Caller caller, CancellationToken stop)
    {
        var planned = await Find(id, moves, caller, stop);
        return planned.IsOk ? View(id, planned.Value, approved: false) : planned.Refusal;
    }

    /// <summary>Approves a plan, on record, and carries it out; refuses when the devices are held otherwise by now.</summary>
    public async Task<Result<TidyPlanView>> Approve(PoolId id, TidyApproval approval, Caller caller, CancellationToken stop)
    {
        var planned = await Find(id, approval.Moves, caller, stop);
        if (!planned.IsOk)
        {
            return planned.Refusal;
        }

        var view = View(id, planned.Value, approved: true);
        if (view.Plan == approval.Plan && view.Moves.Count == 0)
        {
            return view with { Approved = false };
        }

        if (view.Plan != approval.Plan)
        {
            return new Refusal("compute.tidy.state", "The plan is another by now.", $"The devices are held otherwise than when plan {approval.Plan} was made; the plan is {view.Plan} now, with {CountWords.Of(view.Moves.Count, "move")}. Look at it and approve that.");
        }

        var act = new Act("pool.tidy.approved", caller.Subject, caller.Member.Value, [id.ToString(), .. view.Moves.Take(12).Select(m => m.Job.ToString())], "done", Json.Write(new { view.Plan, moves = view.Moves.Count, view.DevicesFreed }));
        var done = await lane.Commit(new Change(act), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        await rounds.Move(id, planned.Value.Moves, stop);
        return view;
    }

    private async Task<Result<(IReadOnlyList<ShareMove> Moves, int Shared, int Pinned)>> Find(PoolId id, int? moves, Caller caller, CancellationToken stop)
    {
        if (moves is < 1 or > MovesMax)
        {
            return Refusal.Field("moves", $"1 to {MovesMax}", $"{moves}");
        }

        return await reads.Find(id, stop) is not { } pool || pool.Member != caller.Member.Value
            ? new Refusal("compute.pool.unknown", "There is no such pool of yours.", $"Your organisation has no pool with the id \"{id}\".")
            : rounds.Tidy(id, moves ?? MovesDefault) ?? ([], 0, 0);
    }

    private static TidyPlanView View(PoolId id, (IReadOnlyList<ShareMove> Moves, int Shared, int Pinned) planned, bool approved)
    {
        var numbers = planned.Moves.SelectMany(m => new[] { m.From, m.To }).Distinct().Order().Index().ToDictionary(d => d.Item, d => d.Index + 1);
        var text = string.Join(';', planned.Moves.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m.Holder:n},{m.Share.Milli},{m.From.Number},{m.To.Number}")));
        return new TidyPlanView(
            id,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16],
            [.. planned.Moves.Select(m => new TidyMoveView(new JobId(m.Holder), m.Share.Milli, numbers[m.From], numbers[m.To]))],
            planned.Moves.Select(m => m.From).Distinct().Count(),
            planned.Shared,
            planned.Pinned,
            approved);
    }
}
