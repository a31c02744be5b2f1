using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Host;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco demo</c>: a node, and a first exchange between three fictitious organisations, through the public API.</summary>
internal static class DemoVerb
{
    private const string Terms = """
        {"@context":"http://www.w3.org/ns/odrl.jsonld","@type":"Offer","permission":[{"action":"use","constraint":[
        {"leftOperand":"purpose","operator":"eq","rightOperand":"research"},
        {"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]},
        {"leftOperand":"dateTime","operator":"lt","rightOperand":"2030-01-01"}]}],"prohibition":[{"action":"distribute"}]}
        """;

    private const string PoolTerms = """{"permission":[{"action":"compute","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"2030-01-01"}]}]}""";

    /// <summary>A yuan for a device-second: a job of a fraction of a second then costs whole fen. A price of the demonstration, not of any market.</summary>
    private const long FenPerDeviceHour = 360_000;

    private static readonly Option<string?> Dataset = new("--dataset") { Description = "CSV that the factory publishes; a sample is made without it. 工厂发布的 CSV。" };
    private static readonly Option<bool> Exit = new("--exit") { Description = "End after the exchange. 完成后退出。" };

    public static Command Build()
    {
        var verb = new Command("demo", "Starts a node and performs a first exchange of data and compute. 启动节点并演示首次数据与算力交换。") { ServeVerb.Data, ServeVerb.Urls, ServeVerb.Node, ServeVerb.Postgres, ServeVerb.NoBrowser, ServeVerb.JsonLogs, ServeVerb.Level, ServeVerb.Otlp, Dataset, Exit };
        verb.SetAction((parsed, stop) => Connection.Run(async () =>
        {
            await using var node = await NodeHost.Build(ServeVerb.Settings(parsed), stop);
            await node.StartAsync(stop);
            var url = node.Urls.First();
            var key = await File.ReadAllTextAsync(Path.Combine(parsed.GetValue(ServeVerb.Data)!, NodeHost.OperatorKeyFile), stop);
            await Exchange(url, Connection.With(url, key), parsed.GetValue(Dataset), stop);
            Console.WriteLine("first exchange complete");
            if (!parsed.GetValue(Exit))
            {
                Console.WriteLine($"The node goes on at {url}; the API is described at {url}/api. Ctrl+C ends it.");
                await ServeVerb.Greet(node, parsed, stop);
                await node.WaitForShutdownAsync(stop);
            }

            await node.StopAsync(CancellationToken.None);
            return 0;
        }));
        return verb;
    }

    private static async Task Exchange(string url, NodeHttp admin, string? dataset, CancellationToken stop)
    {
        Console.WriteLine("These organisations are fictitious; their records are flagged as a demonstration. 以下机构均为虚构。");
        var factory = await Admit(url, admin, "示例工厂", "Sample Factory", "factory", "C", stop);
        var institute = await Admit(url, admin, "示例研究院", "Sample Institute", "institute", "M", stop);
        var cloud = await Admit(url, admin, "示例云", "Sample Cloud", "cloud-provider", "I", stop);

        var bytes = dataset is null ? Sample() : await File.ReadAllBytesAsync(dataset, stop);
        var asset = await Publish(factory, "能耗表 energy meters", Terms, bytes, stop);
        Console.WriteLine($"published   {asset.Id}  {bytes.Length:N0} bytes");
        asset.TermsZh.Concat(asset.TermsEn).ToList().ForEach(t => Console.WriteLine("            " + t));

        using var poolPolicy = JsonDocument.Parse(PoolTerms);
        var devices = await cloud.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "compute-pool", "示例算力池 sample pool", "I", "CN", poolPolicy.RootElement, FenPerDeviceHour), stop);
        var pool = await cloud.Post<PoolView>("compute/v1/pools", new PoolRegistration(null, devices.Id, Environment.ProcessorCount, "this machine's cores", "CN", "cpu", 0, "fp64", 0, false, true, true), stop);
        Console.WriteLine($"pool        {pool.Id}  {pool.Devices} devices at {LedgerVerbs.Money(FenPerDeviceHour, "CNY")} a device-hour");

        await Agree(factory, institute, asset, stop);
        var compute = await Agree(cloud, institute, devices, stop);

        var got = await institute.Http.GetByteArrayAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research", stop);
        Require(got.AsSpan().SequenceEqual(bytes), "the institute did not get the bytes that the factory published");
        Console.WriteLine($"read        {got.Length:N0} bytes through the Gate");
        var result = await Compute(institute, pool, asset, stop);
        await RefusedOnward(cloud, result, stop);
        await Refused(cloud, asset, "research", "agreement.none", stop);
        await Refused(institute, asset, "marketing", "policy.purpose.refused", stop);
        await RefusedAfterTheEnd(factory, institute, stop);
        await Settle(admin, institute, compute, stop);

        using var log = new MemoryStream(await admin.Http.GetByteArrayAsync("evidence/v1/export", stop));
        var report = EvidenceVerifier.Verify(log, NodeSigner.Verify, [], null);
        Require(report.Holds, string.Join("; ", report.Findings));
        Console.WriteLine($"evidence    {report.Records} records verified, root {report.Head!.Root[..16]}…");
        await Indicators(admin, stop);
    }

    /// <summary>Settles what was metered, shows the institute's entries and verifies the books. The node settles by itself too, so the entries are asked for, not the answer of the settlement.</summary>
    private static async Task Settle(NodeHttp admin, NodeHttp institute, AgreementId compute, CancellationToken stop)
    {
        await admin.Settle(stop);
        var entries = new List<EntryView>();
        await foreach (var entry in institute.AllEntries(new EntryQuery(Demonstration: true), stop))
        {
            entries.Add(entry);
            Console.WriteLine($"entry       {entry.Id}  {LedgerVerbs.Money(entry.AmountMinor, entry.Currency)}  {entry.Basis}  {entry.Quantity} {entry.Kind}, {entry.Consumer} pays {entry.Provider}");
        }

        Require(entries.Exists(e => e.Agreement == compute && e.AmountMinor > 0), "the institute owes nothing for the device time it used");
        Require(entries.TrueForAll(e => e.Postings.Sum(p => p.AmountMinor) == 0), "an entry does not sum to zero");
        var ledger = await admin.VerifyLedger(stop);
        Require(ledger.Holds, string.Join("; ", ledger.Findings.Select(f => f.En)));
        Console.WriteLine($"ledger      {ledger.Entries} entries, {ledger.Postings} postings verified: every entry sums to zero; {ledger.ReadingsDue} readings wait");
    }

    /// <summary>What the exchange moved, with the demonstration counted, and how many records each value leads to.</summary>
    private static async Task Indicators(NodeHttp admin, CancellationToken stop)
    {
        var view = await admin.Indicators("all", null, true, stop);
        foreach (var indicator in view.Items.Where(i => i.Measured.Value is not null))
        {
            var records = await admin.IndicatorRecords(indicator.Id, null, true, stop);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"indicator   {indicator.Id}  {indicator.Measured.Value:0.####} {indicator.UnitEn}  {indicator.NameZh} {indicator.NameEn}; {records.Total} records behind it"));
        }
    }

    private static async Task<NodeHttp> Admit(string url, NodeHttp admin, string zh, string en, string type, string industry, CancellationToken stop)
    {
        var member = await admin.Post<MemberView>("members/v1/members", new MemberApplication(null, zh, en, type, "supporting", industry, "CN", true), stop);
        await admin.Post<MemberView>($"members/v1/members/{member.Id}/admit", null, stop);
        var key = await admin.Post<KeyView>("identity/v1/keys", new KeyRequest(member.Id, ["member-admin"], "demonstration", 30), stop);
        Console.WriteLine($"admitted    {member.Id}  {zh} {en}");
        return Connection.With(url, key.Key);
    }

    private static async Task<AssetView> Publish(NodeHttp factory, string title, string terms, byte[] bytes, CancellationToken stop)
    {
        using var policy = JsonDocument.Parse(terms);
        var asset = await factory.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "dataset", title, "C", "CN", policy.RootElement, 0), stop);
        using var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{asset.Id}/content") { Content = new ByteArrayContent(bytes) };
        put.Headers.Add("Content-SHA256", Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await factory.Send<AssetView>(put, stop);
        return asset;
    }

    private static async Task<AgreementId> Agree(NodeHttp provider, NodeHttp consumer, AssetView asset, CancellationToken stop)
    {
        var agreement = await consumer.Post<AgreementView>("dataspace/v1/agreements", new AgreementRequest(null, asset.Id), stop);
        await provider.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/agree", null, stop);
        await consumer.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/sign", null, stop);
        agreement = await provider.Post<AgreementView>($"dataspace/v1/agreements/{agreement.Id}/sign", null, stop);
        Console.WriteLine($"agreement   {agreement.Id}  {agreement.State}  {asset.Title}");
        return agreement.Id;
    }

    /// <summary>The bundled job as a real process; its log as it is written; its first result.</summary>
    private static async Task<JobResultView> Compute(NodeHttp institute, PoolView pool, AssetView data, CancellationToken stop)
    {
        var job = await institute.Post<JobView>("compute/v1/jobs", new JobSubmission(null, pool.Id, "energy report", null, null, "energy-report", [data.Id], "research", 1, null), stop);
        Console.WriteLine($"job         {job.Id}  {job.State}");
        await using (var log = await institute.Http.GetStreamAsync($"compute/v1/jobs/{job.Id}/logs?follow=true", stop))
        {
            using var lines = new StreamReader(log);
            while (await lines.ReadLineAsync(stop) is { } line)
            {
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    var said = JsonSerializer.Deserialize<JobLogLine>(line["data: ".Length..], NodeHttp.Json)!;
                    Console.WriteLine($"            {said.Stream,-4} {said.Text}");
                }
            }
        }

        job = await institute.Get<JobView>($"compute/v1/jobs/{job.Id}", stop);
        Require(job.State == "succeeded", $"the job ended {job.State}: {job.Statement}");
        job.Warnings.ToList().ForEach(w => Console.WriteLine("            warning: " + w));
        Console.WriteLine($"metered     {job.DeviceMs} device-milliseconds; {job.Results.Count} results kept under the strictest terms of their sources");
        return job.Results[0];
    }

    private static async Task RefusedOnward(NodeHttp who, JobResultView result, CancellationToken stop)
    {
        try
        {
            await who.Post<AgreementView>("dataspace/v1/agreements", new AgreementRequest(null, result.Asset), stop);
        }
        catch (NodeProblemException problem) when (problem.Code == "dataspace.agreement.inherited")
        {
            Console.WriteLine($"refused     {problem.Title} {problem.Detail}");
            return;
        }

        Require(false, "a result was shared onward against the terms of its source");
    }

    /// <summary>A small table under terms that end in seconds: permitted before, refused after, by the same clause.</summary>
    private static async Task RefusedAfterTheEnd(NodeHttp factory, NodeHttp institute, CancellationToken stop)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(4);
        var terms = $$"""{"permission":[{"action":"use","constraint":[{"leftOperand":"dateTime","operator":"lt","rightOperand":"{{end:yyyy-MM-dd'T'HH:mm:ss'Z'}}"}]}]}""";
        var asset = await Publish(factory, "短期样表 short-lived sample", terms, "a,b\n1,2\n"u8.ToArray(), stop);
        await Agree(factory, institute, asset, stop);
        _ = await institute.Http.GetByteArrayAsync($"dataspace/v1/assets/{asset.Id}/content?purpose=research", stop);
        if (end - TimeProvider.System.GetUtcNow() is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, TimeProvider.System, stop);
        }

        await Refused(institute, asset, "research", "policy.time.after-end", stop);
    }

    private static async Task Refused(NodeHttp who, AssetView asset, string purpose, string code, CancellationToken stop)
    {
        using var answer = await who.Http.GetAsync($"dataspace/v1/assets/{asset.Id}/content?purpose={purpose}", stop);
        var body = await answer.Content.ReadAsStringAsync(stop);
        Require((int)answer.StatusCode == 422 && body.Contains(code, StringComparison.Ordinal), $"a use that should be refused with {code} was answered {(int)answer.StatusCode}");
        using var problem = JsonDocument.Parse(body);
        Console.WriteLine($"refused     {problem.RootElement.GetProperty("detail").GetString()}");
    }

    private static void Require(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidOperationException($"The exchange failed: {what}.");
        }
    }

    /// <summary>A year of quarter-hourly meters of a made-up plant; the same bytes every time.</summary>
    private static byte[] Sample()
    {
        var text = new StringBuilder("time,usage_kwh,co2_t\n");
        var start = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 35_040; i++)
        {
            var kwh = 20 + (15 * Math.Sin(i * Math.PI / 48)) + (i % 7);
            text.Append(CultureInfo.InvariantCulture, $"{start.AddMinutes(15 * i):yyyy-MM-dd'T'HH:mm:ss'Z'},{kwh:0.00},{kwh * 0.00057:0.0000}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
