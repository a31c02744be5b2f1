using KeyEcosystem.Compute.Core;
using KeyEcosystem.Compute.Core.Airlock;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Compute.Store;

/// <summary>Which data of a job its sender must not see, where such a job may run, and whether anything of it could ever leave.</summary>
internal sealed class SealedJobs(ComputeReads reads, IAssetAnswer assets, IOptions<ComputeOptions> options)
{
    /// <summary>Data sets of others, with their owners' rules.</summary>
    public async Task<IReadOnlyList<SealedSet>> Foreign(IEnumerable<AssetId> sets, MemberId sender, CancellationToken stop)
    {
        var foreign = new List<SealedSet>();
        foreach (var set in sets)
        {
            if (await assets.Of(set, stop) is { } facts && facts.Provider != sender)
            {
                foreign.Add(new SealedSet(set, facts.Provider, facts.Title, facts.Airlock));
            }
        }

        return foreign;
    }

    /// <summary>Data sets of a job that is there.</summary>
    public Task<IReadOnlyList<SealedSet>> Foreign(JobRow row, CancellationToken stop) =>
        Foreign(Json.Read<JobUse[]>(row.Uses).Skip(1).Select(u => u.Asset), new MemberId(row.Member), stop);

    /// <summary>Whether a member may read what a sealed job wrote: the owner of all its data.</summary>
    public static bool MayRead(JobRow row, MemberId reader) =>
        Json.Read<JobUse[]>(row.Uses).Skip(1).Where(u => u.Provider.Value != row.Member).ToArray() is { Length: > 0 } foreign && foreign.All(u => u.Provider == reader);

    /// <summary>Why a sealed job is not taken; null when it is.</summary>
    public async Task<Refusal?> Against(JobSubmission submission, PoolRow pool, IReadOnlyList<SealedSet> foreign, MemberId sender, CancellationToken stop)
    {
        if (foreign.Count == 0)
        {
            return Refusal.Field("sealed", "left out where every data set is your own", "true");
        }

        if (submission.Image is { } image)
        {
            return Refusal.Field("image", "left out of a sealed job, whose box is the cluster's own", image);
        }

        if (await AgainstPlace(pool, foreign, sender, stop) is { } place)
        {
            return place;
        }

        foreach (var output in submission.Outputs ?? [])
        {
            foreach (var set in foreign)
            {
                if (OutputForms.Against(output, set.Rules) is { } kept)
                {
                    return RuleKept(output, kept, set);
                }
            }

            if (OutputForms.Against(output, AirlockRules.Strictest([.. foreign.Select(s => s.Rules)])) is { } together)
            {
                return RuleKept(output, together, foreign[0]);
            }
        }

        return null;
    }

    /// <summary>Why a job may not begin at a pool; null when it may.</summary>
    public async Task<Refusal?> AgainstPlace(PoolRow pool, IReadOnlyList<SealedSet> foreign, MemberId sender, CancellationToken stop)
    {
        if (SealedPlaces.Against(new MemberId(pool.Member), sender, foreign) is { } set)
        {
            var others = (await reads.KnownPools(stop)).Values.OrderBy(p => p.Id).Where(p => SealedPlaces.Against(new MemberId(p.Member), sender, foreign) is null).Take(10).ToList();
            var facts = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["dataSet"] = set.Asset.ToString(),
                ["pool"] = new PoolId(pool.Id).ToString(),
                ["pools"] = string.Join(',', others.Select(p => new PoolId(p.Id))),
            };
            return new Refusal(
                "compute.sealed.place",
                "This job may not run at this pool.",
                $"数据集“{set.Title}”（{set.Asset}）可用不可见，只能在其所有者或其指定方的算力池使用。Data set \"{set.Title}\" ({set.Asset}) is used without being seen: only at a pool of its owner, or of an organisation that the owner named. "
                + (others.Count == 0 ? "目前没有这样的算力池。There is no such pool now." : $"可用 These would do: {string.Join(", ", others.Select(p => $"{p.Title} ({new PoolId(p.Id)})"))}."),
                facts);
        }

        return pool.Backend == PoolBackends.Agent && await reads.AgentOf(new PoolId(pool.Id), stop) is { Seals: false }
            ? new Refusal(
                "compute.sealed.place",
                "This job may not run at this pool.",
                $"算力池“{pool.Title}”的代理版本过旧，不能隔离不可见作业。The agent of pool \"{pool.Title}\" does not say that it keeps sealed jobs: its owner starts a newer one.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["pool"] = new PoolId(pool.Id).ToString() })
            : null;
    }

    /// <summary>The field of declared outputs that can't be accepted; null when all can.</summary>
    public Refusal? CheckOutputs(JobSubmission submission) =>
        OutputForms.Check(submission.Outputs ?? [], options.Value.ResultsMax) is var (field, must, was) ? Refusal.Field(field, must, was) : null;

    private static Refusal RuleKept(OutputForm output, KeptRule kept, SealedSet set) => new(
        "compute.airlock.rule",
        "No output of this form could leave.",
        $"输出“{output.Name}”：{kept.Zh}Output \"{output.Name}\": {kept.En}",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["output"] = output.Name, ["rule"] = kept.Rule, ["dataSet"] = set.Asset.ToString(), ["zh"] = kept.Zh, ["en"] = kept.En });
}
