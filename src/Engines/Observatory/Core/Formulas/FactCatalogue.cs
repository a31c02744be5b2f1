using System.Collections.Frozen;

namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>The fact sets that formulas may name.</summary>
public static class FactCatalogue
{
    private const long HighEndFlops = 100_000_000_000_000;
    private static readonly Dimension Money = new(Money: 1);
    private static readonly Dimension Time = new(Time: 1);
    private static readonly Dimension Speed = new(Operations: 1, Time: -1);

    /// <summary>All of them, by name: those recorded, and those of engines that are not built yet.</summary>
    public static FrozenDictionary<string, FactSet> All { get; } = Recorded().Concat(PlannedSets.All).ToFrozenDictionary(s => s.Name, StringComparer.Ordinal);

    /// <summary>High-end: GPU or NPU with a 16-bit peak of 100 TFLOPS or more (definition 1 of this registry).</summary>
    private static bool IsHighEnd(EcosystemFact pool) => pool.Of("class") is ("gpu" or "npu") && pool.Of("precision") is ("fp16" or "bf16") && pool.Number("peakFlops") >= HighEndFlops;

    private static IEnumerable<FactSet> Recorded() =>
    [
        new("members", "成员", "members", null, false,
            Own("type", "类型", "type"), Own("role", "角色", "role"), Own("state", "状态", "state"), Own("country", "国家", "country"), Own("industry", "行业", "industry"))
        { Rows = (s, _) => s.Members.Values.Select(m => new FormulaRow(m)) },
        new("assets", "资产", "assets", null, false,
            Own("kind", "类别", "kind"), Own("sector", "行业", "sector"), Own("member", "提供方", "provider"), Own("place", "所在地", "place"),
            FactField.Flag("derived", "作业结果", "result of a job", r => r.Fact.Is("derived")))
        { Rows = (s, _) => s.Assets.Values.Select(a => new FormulaRow(a, Asset: a)) },
        new("agreements", "已签协议", "agreements signed", null, true,
            Own("asset", "资产", "asset"), Own("provider", "提供方", "provider"), Own("consumer", "使用方", "consumer"), OfAsset("kind"), OfAsset("sector"))
        { Rows = (s, from) => s.Agreements.Where(a => a.KnownAt > from).Select(a => new FormulaRow(a, Asset: AssetOf(s, a.Of("asset")))) },
        new("uses", "成功使用他方数据", "uses of another member's data that succeeded", null, true,
            FactField.Of("asset", "数据集", "data set", r => r.Use!.Asset),
            FactField.Of("provider", "提供方", "provider", r => r.Use!.Provider),
            FactField.Of("consumer", "使用方", "consumer", r => r.Use!.Consumer),
            FactField.Of("from", "提供方行业", "industry of the data", r => r.Use!.From),
            FactField.Of("to", "使用方行业", "industry of its consumer", r => r.Use!.To),
            FactField.Flag("across", "跨行业", "across industries", r => r.Use!.Across),
            OfAsset("kind"), OfAsset("member"), FactField.Flag("asset.derived", "作业结果", "result of a job", r => r.Asset?.Is("derived") == true))
        { Rows = (s, from) => s.Uses.Where(u => u.Fact.KnownAt > from).Select(u => new FormulaRow(u.Fact, Asset: AssetOf(s, u.Asset), Use: u)) },
        new("pools", "算力池", "pools", null, false, [.. OfPools(r => r.Fact), FactField.Of("assetValue", "设备价值", "value of its devices", Money, r => r.Fact.Number("assetValueMinor"))])
        { Rows = (s, _) => s.Pools.Values.Select(p => new FormulaRow(p[^1], Pool: p[^1])) },
        new("additions", "新增设备", "devices added past the most that a pool ever had", null, true, [FactField.Of("devices", "设备数", "devices added", default, r => r.Amount), .. OfPools(r => r.Pool!).Where(f => f.Name != "devices")])
        { Rows = Additions },
        new("runs", "作业占用卡时", "device time of runs", null, true,
            FactField.Of("time", "占用卡时", "device time within the window", Time, r => r.Amount),
            FactField.Of("measured", "实测卡时", "of it looked at", Time, r => PartOf(r, "measuredMs")),
            FactField.Of("busy", "实测忙碌卡时", "of that the time in which devices computed", Time, r => PartOf(r, "busyMs")),
            Own("kind", "作业类型", "kind of job"), Own("outcome", "结局", "outcome"), Own("member", "使用方", "consumer"), OfPool("class"), OfPool("origin"), OfPool("precision"))
        { Rows = Runs },
        new("offered", "开放卡时", "device time offered", null, true, FactField.Of("time", "开放卡时", "device time within the window", Time, r => r.Amount))
        { Rows = (s, from) => DeviceTimes.Offered(s, from) },
        new("jobs", "已结束作业", "ended jobs", null, true, Own("state", "状态", "state"), Own("kind", "作业类型", "kind"), Own("member", "使用方", "consumer"))
        { Rows = (s, from) => s.Jobs.Where(j => j.KnownAt > from).Select(j => new FormulaRow(j)) },
        new("entries", "结算分录", "settled readings", null, true,
            FactField.Of("amount", "金额", "amount", Money, r => r.Fact.Number("amountMinor")),
            FactField.Of("time", "卡时", "device time", Time, r => r.Fact.Of("kind") == "device.ms" ? r.Fact.Number("quantity") : 0),
            Own("kind", "计量", "meter"), Own("basis", "依据", "basis"), Own("currency", "币种", "currency"))
        { Rows = (s, from) => s.Entries.Where(e => Ecosystem.AtMs(e) > from.ToUnixTimeMilliseconds()).Select(e => new FormulaRow(e)) },
    ];

    private static FactField Own(string name, string zh, string en) => FactField.Of(name, zh, en, r => r.Fact.Of(name));

    private static FactField OfAsset(string name) => FactField.Of("asset." + name, "数据集的 " + name, "the asset's " + name, r => r.Asset?.Of(name));

    private static FactField OfPool(string name) => FactField.Of("pool." + name, "算力池的 " + name, "the pool's " + name, r => r.Pool?.Of(name));

    private static FactField[] OfPools(Func<FormulaRow, EcosystemFact> pool) =>
    [
        FactField.Of("class", "设备类别", "class", r => pool(r).Of("class")),
        FactField.Of("origin", "产地", "origin", r => pool(r).Of("origin")),
        FactField.Of("precision", "精度", "precision", r => pool(r).Of("precision")),
        FactField.Of("member", "提供方", "provider", r => pool(r).Of("member")),
        FactField.Flag("offered", "已开放", "offered", r => pool(r).Is("offered")),
        FactField.Flag("highEnd", "高端", "high-end", r => IsHighEnd(pool(r))),
        FactField.Of("devices", "设备数", "devices", default, r => pool(r).Number("devices")),
        FactField.Of("peak", "单设备峰值", "peak of one device", Speed, r => pool(r).Number("peakFlops")),
    ];

    private static EcosystemFact? AssetOf(Ecosystem state, string? id) => state.Assets.GetValueOrDefault(id ?? "");

    /// <summary>What was measured of a run is spread evenly over it.</summary>
    private static double PartOf(FormulaRow row, string field) => DeviceTimes.Whole(row.Fact) is > 0 and var whole ? row.Amount / whole * row.Fact.Number(field) : 0;

    /// <summary>The device is the one the pool had when the run ended.</summary>
    private static IEnumerable<FormulaRow> Runs(Ecosystem state, DateTimeOffset from)
    {
        var (fromMs, toMs) = (from.ToUnixTimeMilliseconds(), state.AsOf.ToUnixTimeMilliseconds());
        foreach (var run in state.Intervals)
        {
            if (DeviceTimes.Used(run, fromMs, toMs) is > 0 and var time)
            {
                yield return new FormulaRow(run, Pool: state.Pools.GetValueOrDefault(run.Of("pool") ?? "")?.FindLast(p => p.Position < run.Position), Amount: time);
            }
        }
    }

    /// <summary>Only growth past the most there ever was is new: a pool that shrinks and grows back buys nothing.</summary>
    private static IEnumerable<FormulaRow> Additions(Ecosystem state, DateTimeOffset from)
    {
        foreach (var facts in state.Pools.Values)
        {
            long most = 0;
            foreach (var fact in facts)
            {
                var more = fact.Number("devices") - most;
                most = Math.Max(most, fact.Number("devices"));
                if (more > 0 && fact.KnownAt > from)
                {
                    yield return new FormulaRow(fact, Pool: facts[0], Amount: more);
                }
            }
        }
    }
}
