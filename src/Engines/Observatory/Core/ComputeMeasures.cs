namespace KeyEcosystem.Observatory.Core;

/// <summary>Pools, capacity and jobs.</summary>
internal static class ComputeMeasures
{
    private const long HighEndFlops = 100_000_000_000_000;
    private const double FenPerHundredMillion = 1e10;

    public static Reading Capacity(Ecosystem state, Trail? trail)
    {
        var sums = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var pool in Offered(state, trail))
        {
            var precision = pool.Of("precision") ?? "";
            sums[precision] = sums.GetValueOrDefault(precision) + ((double)pool.Number("devices") * pool.Number("peakFlops"));
        }

        Variant[] variants = [.. sums.Select(s => new Variant($"EFLOPS，精度 {s.Key}", $"EFLOPS at {s.Key}", s.Value / 1e18))];
        return sums.Count switch
        {
            0 => Reading.Of(0),
            1 => Reading.Of(sums.Values.First() / 1e18, variants),
            _ => Reading.Missing("各算力池精度不同，不能相加；按精度分列如下。", "The pools state several precisions, which are not added; see the figures by precision.", variants),
        };
    }

    public static Reading DomesticTime(Ecosystem state, Trail? trail)
    {
        var toMs = state.AsOf.ToUnixTimeMilliseconds();
        var fromMs = state.AsOf.AddDays(-90).ToUnixTimeMilliseconds();
        long domestic = 0, all = 0, training = 0, trainingDomestic = 0;
        foreach (var job in state.Intervals)
        {
            // The device is the one the pool had when the run ended.
            var pool = state.Pools.GetValueOrDefault(job.Of("pool") ?? "")?.FindLast(p => p.Position < job.Position);
            var time = DeviceTimes.Used(job, fromMs, toMs);
            if (time == 0 || pool?.Of("class") is not ("gpu" or "npu" or "fpga"))
            {
                continue;
            }

            all += time;
            domestic += pool.Of("origin") == "CN" ? time : 0;
            training += job.Of("kind") == "train" ? time : 0;
            trainingDomestic += job.Of("kind") == "train" && pool.Of("origin") == "CN" ? time : 0;
            trail?.Note(job, pool.Of("origin") == "CN" ? "numerator" : "denominator");
        }

        return Reading.Share(
            domestic,
            all,
            "近 90 天没有作业占用加速器。",
            "no job used an accelerator in the last 90 days.",
            new Variant("仅计声明为训练的作业", "Jobs declared as training only", training > 0 ? 100.0 * trainingDomestic / training : null));
    }

    public static Reading Idle(Ecosystem state, Trail? trail)
    {
        var (offered, used) = DeviceTimes.Of(state, TimeSpan.FromDays(30), trail);
        var (measured, busy) = DeviceTimes.Busy(state, TimeSpan.FromDays(30));
        return Reading.Share(
            offered - used,
            offered,
            "近 30 天没有开放的卡时。",
            "no device time was offered in the last 30 days.",
            new Variant("有效闲置率（%）：实测占用卡时中设备未计算的部分也算闲置；未实测的占用按满载计", "Effective idle rate (%): measured device time in which the devices did not compute is idle too; held time that is not measured counts as busy", offered > 0 && measured > 0 ? 100 * (offered - (used - measured) - busy) / offered : null),
            new Variant("占用卡时中有实测利用率的部分（%）", "Of the device time used, measured (%)", used > 0 ? 100.0 * measured / used : null),
            new Variant("实测占用卡时的平均设备利用率（%）", "Mean device utilisation of measured device time (%)", measured > 0 ? 100 * busy / measured : null));
    }

    public static Reading SharedValue(Ecosystem state, Trail? trail) => Reading.Of(Offered(state, trail).Sum(p => p.Number("assetValueMinor")) / FenPerHundredMillion);

    public static Reading DomesticChips(Ecosystem state, Trail? trail)
    {
        long added = 0, addedDomestic = 0, installed = 0, installedDomestic = 0;
        foreach (var facts in state.Pools.Values)
        {
            if (!HighEnd(facts[0]))
            {
                continue;
            }

            var domestic = facts[0].Of("origin") == "CN";
            installed += facts[^1].Number("devices");
            installedDomestic += domestic ? facts[^1].Number("devices") : 0;
            // Only growth past the most there ever was is new: a pool that shrinks and grows back buys nothing.
            long most = 0;
            foreach (var fact in facts)
            {
                var more = fact.Number("devices") - most;
                most = Math.Max(most, fact.Number("devices"));
                if (more > 0 && fact.KnownAt > state.AsOf.AddDays(-365))
                {
                    added += more;
                    addedDomestic += domestic ? more : 0;
                    trail?.Note(fact, domestic ? "numerator" : "denominator");
                }
            }
        }

        return Reading.Share(
            addedDomestic,
            added,
            "近 365 天没有新增高端 AI 芯片。",
            "no high-end AI chip was added in the last 365 days.",
            new Variant("按存量的百分比", "Per cent of the installed base", installed > 0 ? 100.0 * installedDomestic / installed : null));
    }

    public static Reading Jobs(Ecosystem state, Trail? trail)
    {
        var done = state.Jobs.Where(j => j.Of("state") == "succeeded").ToList();
        done.ForEach(j => trail?.Note(j, "counted"));
        return Reading.Of(done.Count);
    }

    public static Reading DeviceHours(Ecosystem state, Trail? trail)
    {
        var toMs = state.AsOf.ToUnixTimeMilliseconds();
        var fromMs = state.AsOf.AddDays(-30).ToUnixTimeMilliseconds();
        var used = state.Intervals.Where(j => DeviceTimes.Used(j, fromMs, toMs) > 0).ToList();
        used.ForEach(j => trail?.Note(j, "counted"));
        return Reading.Of(used.Sum(j => DeviceTimes.Used(j, fromMs, toMs)) / 3_600_000.0);
    }

    private static bool HighEnd(EcosystemFact pool) => pool.Of("class") is ("gpu" or "npu") && pool.Of("precision") is ("fp16" or "bf16") && pool.Number("peakFlops") >= HighEndFlops;

    private static List<EcosystemFact> Offered(Ecosystem state, Trail? trail)
    {
        List<EcosystemFact> offered = [.. state.Pools.Values.Select(p => p[^1]).Where(p => p.Is("offered"))];
        offered.ForEach(p => trail?.Note(p, "counted"));
        return offered;
    }
}
