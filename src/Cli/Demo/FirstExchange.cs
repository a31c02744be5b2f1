using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Contracts.Observatory;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli.Demo;

/// <summary>The seven steps of the first exchange, each through the public API with the keys of those who act. Every step checks what it shows.</summary>
/// <param name="url">The node.</param>
/// <param name="operatorKey">The key of its operator.</param>
/// <param name="data">What the factory publishes.</param>
/// <param name="output">Where the steps are told.</param>
internal sealed class FirstExchange(Uri url, string operatorKey, DemoData data, TextWriter output)
{
    private const int Steps = 7;
    private const string Research = "research";

    private const string Terms = """
        {"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Offer","permission":[{"action":"use","constraint":[
        {"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
        {"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]},
        {"leftOperand":"dateTime","operator":"lt","rightOperand":"2030-01-01"}]}],"prohibition":[{"action":"distribute"}]}
        """;

    private const string PoolTerms = """{"permission":[{"action":"compute","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2030-01-01"}]}]}""";

    /// <summary>For trials and nobody else, since it costs nothing.</summary>
    private const string TrialsOnly = """{"permission":[{"action":"compute","constraint":[{"leftOperand":"role","operator":"eq","rightOperand":"trial"}]}]}""";

    /// <summary>A yuan for a device-second: a job of a fraction of a second then costs whole fen. A price of the demonstration, not of any market.</summary>
    private const long FenPerDeviceHour = 360_000;

    /// <summary>What a core is taken for in the capacity of the demonstration: 3 GHz, 16 double-precision operations a cycle.</summary>
    private const long FlopsOfCore = 48_000_000_000;

    /// <summary>What the machine is taken to be worth in the demonstration: 10,000 yuan.</summary>
    private const long FenOfMachine = 1_000_000;

    /// <summary>Terms that end while the exchange runs: used before, refused after.</summary>
    private static readonly TimeSpan ShortTerm = TimeSpan.FromSeconds(4);

    private readonly NodeHttp admin = Connection.With(url.AbsoluteUri, operatorKey);
    private readonly List<Party> parties = [];

    /// <summary>Performs the exchange.</summary>
    /// <exception cref="InvalidOperationException">Something did not come out as it should.</exception>
    /// <exception cref="NodeProblemException">The node refused what it should permit.</exception>
    public async Task Run(CancellationToken stop)
    {
        output.WriteLine("These organisations are fictitious; their records are flagged as a demonstration. 以下机构均为虚构，其记录均带演示标记。");
        var before = await Measured(stop);

        Step(1, "Admission 准入");
        var factory = await Admit("factory", "示例工厂", "Sample Factory", "C", stop);
        var institute = await Admit("institute", "示例研究院", "Sample Institute", "M", stop);
        var cloud = await Admit("cloud-provider", "示例云", "Sample Cloud", "I", stop);

        Step(2, "A data set under a policy 按策略发布数据集");
        var asset = await Publish(factory, data.Title, "带时间戳的电表读数，每行一条。Readings of electricity meters, a line each, by time.", Terms, data.Bytes, stop);
        foreach (var term in asset.TermsZh.Concat(asset.TermsEn))
        {
            Say("", term);
        }

        await Publish(factory, "试用样表 sample for trials", "列：time（UTC）、usage_kwh（千瓦时）；每 15 分钟一行，共两行。Columns time (UTC) and usage_kwh; two lines, one each 15 minutes.", PolicyTemplates.All["trial"], "time,usage_kwh\n2026-01-01T00:00:00Z,20\n2026-01-01T00:15:00Z,22\n"u8.ToArray(), stop);

        Step(3, "A compute pool 发布算力池");
        var (devices, pool) = await PublishPool(cloud, stop);
        await OfferTrials(cloud, devices, stop);

        Step(4, "Found, explained, agreed 检索、说明理由、签约");
        var end = TimeProvider.System.GetUtcNow() + ShortTerm;
        var brief = await Publish(factory, "短期样表 short-lived sample", "列：a、b；条款在演示期间到期。Columns a and b; its terms end while the demonstration runs.", Until(end), "a,b\n1,2\n"u8.ToArray(), stop);
        await Find(institute, asset, "read", stop);
        await Find(institute, devices, "compute", stop);
        await Agree(factory, institute, asset, stop);
        var compute = await Agree(cloud, institute, devices, stop);
        await Agree(factory, institute, brief, stop);
        await Read(institute, brief, "a,b\n1,2\n"u8.ToArray(), stop);

        Step(5, "A job in a sandbox 沙箱作业");
        await Read(institute, asset, data.Bytes, stop);
        var result = await Compute(institute, pool, asset, stop);

        Step(6, "What is refused, each with its clause 拒绝及其条款");
        await RefusedOnward(cloud, result, stop);
        await Refused(cloud, asset, Research, "agreement.none", stop);
        await Refused(institute, asset, "marketing", "policy.purpose.refused", stop);
        if (end - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, TimeProvider.System, stop);
        }

        await Refused(institute, brief, Research, "policy.time.after-end", stop);

        Step(7, "Settlement, evidence, indicators 结算、存证、指标");
        await Settle(institute, compute, stop);
        await Verify(stop);
        await Indicators(before, stop);
    }

    /// <summary>A way into the console for a person of each organisation.</summary>
    public async Task GiveLinks(CancellationToken stop)
    {
        output.WriteLine("See it as one of them; each address signs in once, within ten minutes. 以各机构身份查看（一次性链接，十分钟内有效）：");
        foreach (var party in parties)
        {
            var link = await admin.MakeSignInLink(party.Person.Id, stop);
            output.WriteLine($"  {party.Member.NameZh} {party.Member.NameEn}: {link.Address.AbsoluteUri}");
        }

        output.WriteLine();
    }

    private async Task<Party> Admit(string type, string zh, string en, string industry, CancellationToken stop)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, zh, en, type, "supporting", industry, "CN", true), stop);
        await admin.StepMember(member.Id, "admit", stop);
        var person = await Person(member, type, stop);
        var key = await admin.MakeKey(new KeyRequest(member.Id, ["member-admin"], "demonstration", 30), stop);
        Say("admitted", $"{member.Id}  {zh} {en}");
        Say("", $"{person.Id}  {person.LoginName}, {string.Join(", ", person.Roles)}; the id of its API key {key.Id}");
        var party = new Party(member, person, Connection.With(url.AbsoluteUri, key.Key));
        parties.Add(party);
        return party;
    }

    /// <summary>The administrator of an organisation; a demonstration that runs again on the same data finds the plain name taken.</summary>
    private async Task<UserView> Person(MemberView member, string type, CancellationToken stop)
    {
        for (var n = 1; ; n++)
        {
            try
            {
                return await admin.CreateUser(new UserRequest(member.Id, n == 1 ? type : $"{type}-{n}", $"{member.NameZh} 管理员", ["member-admin"], null), stop);
            }
            catch (NodeProblemException taken) when (taken.Code == "identity.user.exists")
            {
            }
        }
    }

    private async Task<AssetView> Publish(Party owner, string title, string about, string terms, byte[] bytes, CancellationToken stop)
    {
        using var policy = JsonDocument.Parse(terms);
        var asset = await owner.Node.Publish(new AssetPublication(null, "dataset", title, "C", "CN", policy.RootElement, 0, about), stop);
        using var content = new MemoryStream(bytes);
        await owner.Node.PutContent(asset.Id, content, Convert.ToHexStringLower(SHA256.HashData(bytes)), stop, "text/csv");
        Say("published", $"{asset.Id}  {title}, {bytes.Length:N0} bytes");
        return asset;
    }

    private async Task<(AssetView Devices, PoolView Pool)> PublishPool(Party cloud, CancellationToken stop)
    {
        using var policy = JsonDocument.Parse(PoolTerms);
        var devices = await cloud.Node.Publish(new AssetPublication(null, "compute-pool", "示例算力池 sample pool", "I", "CN", policy.RootElement, FenPerDeviceHour), stop);
        var pool = await cloud.Node.RegisterPool(new PoolRegistration(null, devices.Id, Environment.ProcessorCount, "this machine's cores", "CN", "cpu", FlopsOfCore, "fp64", FenOfMachine, false, true, true), stop);
        Say("published", $"{devices.Id}  {devices.Title}");
        Say("pool", $"{pool.Id}  {CountWords.Of(pool.Devices, "device")} \"{pool.Model}\" at {LedgerVerbs.Money(FenPerDeviceHour, "CNY")} a device-hour");
        return (devices, pool);
    }

    /// <summary>A further offer of the pool, free, for those who try: who signs up at this node finds something to run on.</summary>
    private async Task OfferTrials(Party cloud, AssetView devices, CancellationToken stop)
    {
        using var policy = JsonDocument.Parse(TrialsOnly);
        var offer = await cloud.Node.MakeOffer(devices.Id, new OfferPublication(null, "试用 for trials", policy.RootElement, 0), stop);
        Say("offer", $"{offer.Id}  {offer.Title}");
    }

    /// <summary>The asset is in the catalogue, and the Gate says what an agreement would permit, before there is one.</summary>
    private async Task Find(Party who, AssetView asset, string action, CancellationToken stop)
    {
        var page = await who.Node.Assets(asset.Title, asset.Kind, null, 100, stop);
        Require(page.Items.Any(a => a.Id == asset.Id), $"{asset.Id} is not found by its title");
        var why = await who.Node.ExplainAccess(asset.Id, action, Research, stop);
        Require(!why.Permitted && why.Offers.Any(o => o.Permitted), $"the Gate does not say that an agreement about {asset.Id} would permit");
        Say("found", $"{asset.Id}  {asset.Title}");
        why.Reasons.Take(1).ToList().ForEach(r => Say("  now", $"{r.Zh} {r.En}"));
        why.Offers.First(o => o.Permitted).Reasons.Take(1).ToList().ForEach(r => Say("  agreed", $"{r.Zh} {r.En}"));
    }

    private async Task<AgreementId> Agree(Party provider, Party consumer, AssetView asset, CancellationToken stop)
    {
        var agreement = await consumer.Node.RequestAgreement(new AgreementRequest(null, asset.Id), stop);
        await provider.Node.StepAgreement(agreement.Id, "agree", stop);
        await consumer.Node.StepAgreement(agreement.Id, "sign", stop);
        agreement = await provider.Node.StepAgreement(agreement.Id, "sign", stop);
        Require(agreement.State == "signed", $"agreement {agreement.Id} is {agreement.State}");
        Say("signed", $"{agreement.Id}  {asset.Title}");
        return agreement.Id;
    }

    private async Task Read(Party who, AssetView asset, byte[] expected, CancellationToken stop)
    {
        using var answer = await who.Node.GetContent(asset.Id, Research, stop);
        var got = await answer.Content.ReadAsByteArrayAsync(stop);
        Require(got.AsSpan().SequenceEqual(expected), $"{asset.Id}: not the bytes that were published");
        Say("read", $"{asset.Id}  {got.Length:N0} bytes through the Gate");
    }

    /// <summary>The bundled job as a real process; its log as it is written; its first result.</summary>
    private async Task<JobResultView> Compute(Party who, PoolView pool, AssetView asset, CancellationToken stop)
    {
        var job = await who.Node.SubmitJob(new JobSubmission(null, pool.Id, "energy report", null, null, "energy-report", [asset.Id], Research, 1, null), stop);
        Say("job", $"{job.Id}  {job.State}");
        await foreach (var line in who.Node.JobLogs(job.Id, follow: true, stop))
        {
            Say("", $"{line.Stream,-4} {line.Text}");
        }

        job = await who.Node.Job(job.Id, stop);
        Require(job.State == "succeeded", $"the job ended {job.State}: {job.Statement}");
        job.Warnings.ToList().ForEach(w => Say("warning", w));
        Say("metered", $"{job.DeviceMs} device-milliseconds");
        foreach (var result in job.Results)
        {
            Say("result", $"{result.Asset}  {result.Name}, under the strictest terms of its sources");
        }

        return job.Results[0];
    }

    private async Task RefusedOnward(Party who, JobResultView result, CancellationToken stop)
    {
        try
        {
            await who.Node.RequestAgreement(new AgreementRequest(null, result.Asset), stop);
        }
        catch (NodeProblemException problem) when (problem.Code == "dataspace.agreement.inherited")
        {
            Say("refused", $"{who.Member.NameZh} {result.Asset}: {problem.Title} {problem.Detail}");
            return;
        }

        Require(false, "a result was shared onward against the terms of its source");
    }

    private async Task Refused(Party who, AssetView asset, string purpose, string code, CancellationToken stop)
    {
        try
        {
            (await who.Node.GetContent(asset.Id, purpose, stop)).Dispose();
        }
        catch (NodeProblemException problem) when (problem.Body.Contains(code, StringComparison.Ordinal))
        {
            Say("refused", $"{who.Member.NameZh} {asset.Id}: {problem.Detail}");
            return;
        }

        Require(false, $"a use that should be refused with {code} was permitted");
    }

    /// <summary>Settles what was metered and verifies the books. The node settles by itself too, so the entries are asked for, not the answer of the settlement.</summary>
    private async Task Settle(Party consumer, AgreementId compute, CancellationToken stop)
    {
        await admin.Settle(stop);
        var entries = new List<EntryView>();
        await foreach (var entry in consumer.Node.AllEntries(new EntryQuery(Demonstration: true), stop))
        {
            entries.Add(entry);
            Say("entry", $"{entry.Id}  {LedgerVerbs.Money(entry.AmountMinor, entry.Currency)}  {entry.Basis}, {entry.Quantity} {entry.Kind}");
        }

        Require(entries.Exists(e => e.Agreement == compute && e.AmountMinor > 0), "the institute owes nothing for the device time it used");
        Require(entries.TrueForAll(e => e.Postings.Sum(p => p.AmountMinor) == 0), "an entry does not sum to zero");
        var ledger = await admin.VerifyLedger(stop);
        Require(ledger.Holds, string.Join("; ", ledger.Findings.Select(f => f.En)));
        Say("ledger", $"{CountWords.Of(ledger.Entries, "entry", "entries")}, {CountWords.Of(ledger.Postings, "posting")} verified: every entry sums to zero; {CountWords.Of(ledger.ReadingsDue, "reading")} left to settle");
    }

    private async Task Verify(CancellationToken stop)
    {
        using var log = new MemoryStream(await admin.Http.GetByteArrayAsync("evidence/v1/export", stop));
        var report = EvidenceVerifier.Verify(log, CryptoSuites.All, [], null);
        Require(report.Holds, string.Join("; ", report.Findings));
        Say("evidence", $"{CountWords.Of(report.Records, "record")} verified, root {report.Head!.Root[..16]}…");
    }

    private async Task<Dictionary<string, IndicatorView>> Measured(CancellationToken stop) =>
        (await admin.Indicators("all", null, true, stop)).Items.Where(i => i.Measured.Value is not null).ToDictionary(i => i.Id, StringComparer.Ordinal);

    /// <summary>What the exchange moved, with the demonstration counted, and how many records each value leads to.</summary>
    private async Task Indicators(Dictionary<string, IndicatorView> before, CancellationToken stop)
    {
        var moved = (await Measured(stop)).Values.Where(i => before.GetValueOrDefault(i.Id)?.Measured.Value != i.Measured.Value).ToList();
        Require(moved.Count > 0, "no indicator moved");
        foreach (var now in moved)
        {
            var records = await admin.IndicatorRecords(now.Id, null, true, stop);
            Say(now.Id, $"{Figure(before.GetValueOrDefault(now.Id))} -> {Figure(now)} {now.UnitEn}  {now.NameZh} {now.NameEn}; {CountWords.Of(records.Total, "record")} behind it");
        }
    }

    private static string Figure(IndicatorView? indicator) => indicator?.Measured.Value?.ToString("G4", CultureInfo.InvariantCulture) ?? "-";

    private static string Until(DateTimeOffset end) => $$"""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}]}]}""";

    private void Step(int n, string name) => output.WriteLine($"[{n}/{Steps}] {name}");

    private void Say(string what, string words) => output.WriteLine($"      {what,-10}{words}");

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The exchange failed: {what}.");
        }
    }
}
