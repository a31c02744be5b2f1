using System.Text.Json;
using KeyEcosystem.Observatory.Core;
using KeyEcosystem.Observatory.Core.Formulas;
using KeyEcosystem.Observatory.Store;

namespace KeyEcosystem.Observatory.Tests;

/// <summary>Facts for tests, one a second from noon.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly IndicatorTable Table = new();
    private readonly List<EcosystemFact> facts = [];

    public IReadOnlyList<EcosystemFact> Facts => facts;

    public DateTimeOffset Now { get; set; } = Noon;

    public DateTimeOffset End => Now;

    public Story Member(string id, string type = "enterprise", string state = "admitted", string? industry = null, string role = "supporting", string country = "CN", bool demonstration = false) =>
        Tell(Topics.Member, new { member = id, type, role, country, industry, state, demonstration });

    public Story Asset(string id, string member, string? sector = null, string kind = "dataset", bool derived = false) =>
        Tell(Topics.Asset, new { asset = id, member, kind, sector, derived, demonstration = false });

    public Story Use(string asset, string? from, string? to, string outcome = "succeeded", string provider = "p", string consumer = "c") =>
        Tell(Topics.Use, new { use = "u" + facts.Count, asset, provider, consumer, providerSector = from, consumerSector = to, kind = "dataset", outcome, demonstration = false });

    public Story Pool(string id, int devices, string origin = "CN", string @class = "gpu", string precision = "fp16", long peakFlops = 200_000_000_000_000, long assetValueMinor = 0, bool offered = true, string member = "cloud") =>
        Tell(Topics.Pool, new { pool = id, member, origin, @class, devices, peakFlops, precision, assetValueMinor, offered, healthy = true, demonstration = false, at = Now });

    public Story Capacity(string pool, DateTimeOffset from, DateTimeOffset to, int devices) =>
        Tell(Topics.Capacity, new { pool, fromMs = from.ToUnixTimeMilliseconds(), toMs = to.ToUnixTimeMilliseconds(), devices });

    public Story Job(string pool, DateTimeOffset from, DateTimeOffset to, int devices, string state = "succeeded", long measuredMs = 0, long busyMs = 0)
    {
        var job = "j" + facts.Count;
        Tell(Topics.Interval, new { job, attempt = 1, pool, member = "c", provider = "cloud", outcome = state, devices, fromMs = from.ToUnixTimeMilliseconds(), toMs = to.ToUnixTimeMilliseconds(), measuredMs, busyMs, demonstration = false });
        return Tell(Topics.Job, new { job, pool, member = "c", provider = "cloud", state, devices, fromMs = from.ToUnixTimeMilliseconds(), toMs = to.ToUnixTimeMilliseconds(), demonstration = false });
    }

    public Story Entry(long deviceMs, long amountMinor, string basis = "charged", string currency = "CNY", bool demonstration = false) =>
        Tell(Topics.Entry, new { entry = "e" + facts.Count, provider = "cloud", consumer = "c", kind = "device.ms", quantity = deviceMs, currency, amountMinor, basis, demonstration, at = Now });

    public Story Agree(string asset) => Tell(Topics.Agreement, new { agreement = "a" + facts.Count, asset, provider = "p", consumer = "c" });

    public Story Tell(string topic, object body)
    {
        facts.Add(EcosystemFact.Read(facts.Count, facts.Count + 100, Now, topic, JsonSerializer.Serialize(body))!);
        Now = Now.AddSeconds(1);
        return this;
    }

    public Reading Of(string id, Trail? trail = null, bool demonstration = false, DateTimeOffset? asOf = null) =>
        Evaluation.Of(Table.Formulas[id], new FormulaRun(Ecosystem.At(facts, asOf ?? End, demonstration)), trail);
}
