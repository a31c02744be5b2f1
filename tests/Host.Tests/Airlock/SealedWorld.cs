using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace KeyEcosystem.Host.Tests.Airlock;

/// <summary>A node with an owner of a pool and of two data sets that differ in their secret only, and a sender who may compute on them and not read them.</summary>
internal sealed partial class SealedWorld : IAsyncDisposable
{
    public const int GrainMs = 1000;
    public const string Terms = """{"permission":[{"action":"compute","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";
    private const string PoolTerms = """{"permission":[{"action":"compute"}]}""";

    /// <summary>Takes the secret of the data into variables; what a way does comes behind it.</summary>
    public const string Take = "s=$(sed -n 2p /in/meters.csv | cut -d, -f3); d=$(printf %s \"$s\" | cut -c8-); c=$(printf %s \"$d\" | cut -c1)\n";

    public static IReadOnlyList<OutputForm> Forms { get; } =
    [
        OutputText.Read("report.csv=csv; shift=day|night; n=count:5; kWh=number:6.2")!,
        OutputText.Read("sum.json=json; n=count; kWh=number:9.2")!,
    ];

    public static IReadOnlyList<string> Secrets { get; } = ["ZQALPHA7391824650", "ZQBRAVO2846013957"];

    private SealedWorld(RunningNode node) => Node = node;

    public RunningNode Node { get; }

    /// <summary>Where the node listens.</summary>
    public string Port => $"{Sender.Http.BaseAddress!.Port}";

    public NodeHttp Owner { get; private set; } = null!;

    public NodeHttp Sender { get; private set; } = null!;

    public NodeHttp SendersAuditor { get; private set; } = null!;

    public MemberView OwnerMember { get; private set; } = null!;

    public MemberView SenderMember { get; private set; } = null!;

    public PoolView Pool { get; private set; } = null!;

    /// <summary>One for each secret.</summary>
    public IReadOnlyList<AssetView> Sets { get; private set; } = [];

    public static async Task<SealedWorld> Start()
    {
        var node = await RunningNode.Start(s => s with { SealedGrainSeconds = GrainMs / 1000 });
        var world = new SealedWorld(node);
        (world.OwnerMember, world.Owner, _) = await node.Admit("owner", "factory");
        (world.SenderMember, world.Sender, _) = await node.Admit("sender", "institute");
        world.SendersAuditor = node.With((await node.Operator.Post<KeyView>("identity/v1/keys", new KeyRequest(world.SenderMember.Id, ["auditor"], "auditor", 1), default)).Key);
        world.Pool = await world.PoolOf(world.Owner);
        world.Sets = [await world.Set(Secrets[0], Terms), await world.Set(Secrets[1], Terms)];
        return world;
    }

    public async Task<PoolView> PoolOf(NodeHttp owner)
    {
        using var terms = JsonDocument.Parse(PoolTerms);
        var asset = await owner.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "compute-pool", "cores", null, "CN", terms.RootElement, 0), default);
        await RunningNode.Agree(owner, Sender, asset);
        return await owner.Post<PoolView>("compute/v1/pools", new PoolRegistration(null, asset.Id, 8, "EPYC", "US", "cpu", 1, "fp64", 1, true, true, true), default);
    }

    public async Task<AssetView> Set(string secret, string policy)
    {
        using var terms = JsonDocument.Parse(policy);
        var set = await Owner.Post<AssetView>("dataspace/v1/assets", new AssetPublication(null, "dataset", "meters.csv", "C", "CN", terms.RootElement, 0), default);
        var rows = Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "day" : "night")},{(i % 2) + 1}.50,{secret}");
        using var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{set.Id}/content") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes("shift,kWh,note\n" + string.Join('\n', rows) + "\n")) };
        set = await Owner.Send<AssetView>(put, default);
        await RunningNode.Agree(Owner, Sender, set);
        return set;
    }

    public JobSubmission Job(AssetId set, string script) =>
        new(null, Pool.Id, "way", null, script, null, [set], "research", 1, new JobLimits(20, 256, 48, 32)) { Outputs = Forms };

    public async Task<JobView> Submit(JobSubmission job)
    {
        try
        {
            return await Sender.SubmitJob(job, default);
        }
        catch (NodeProblemException refused) when (refused.Code == "compute.sandbox.unavailable")
        {
            Assert.Skip($"This machine can build no sandbox: {refused.Message}");
            throw;
        }
    }

    public async Task<JobView> Ended(JobId job)
    {
        while (true)
        {
            var now = await Sender.Job(job, default);
            if (now.EndedAt is not null)
            {
                return now;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }
    }

    /// <summary>Waits until a job runs, and a moment in which it writes.</summary>
    public async Task Running(JobId job)
    {
        while ((await Sender.Job(job, default)).State == "queued")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        await foreach (var _ in Owner.JobLogs(job, follow: false, default))
        {
            break;
        }
    }

    /// <summary>All that the sender gets at the doors that a job and its data set have, and the facts that were told of it: names, ids, instants and numbers of records are left out.</summary>
    public async Task<string> Doors(JobView job, AssetView set, bool coarse = true)
    {
        var text = new StringBuilder();
        var entries = (await Sender.Airlock(job.Id, null, null, 50, default)).Items.OrderBy(e => e.Form.Name, StringComparer.Ordinal).ToList();
        string Normal(string read) => SealedWorld.Normal(read, coarse);

        // Of instants the text keeps none: they are whole grains after the start, and those of the entries are the end's.
        Assert.True(!coarse || (job.EndedAt!.Value.ToUnixTimeMilliseconds() - job.StartedAt!.Value.ToUnixTimeMilliseconds()) % GrainMs == 0);
        Assert.All(entries, e => Assert.Equal((job.EndedAt, TimeSpan.FromDays(30)), (e.HeldAt, e.ExpiresAt - e.HeldAt)));
        List<string> paths =
        [
            $"compute/v1/jobs/{job.Id}", $"compute/v1/jobs/{job.Id}/logs", $"compute/v1/jobs/{job.Id}/logs?follow=true",
            $"evidence/v1/records?subject={job.Id}", $"dataspace/v1/assets/{set.Id}/content?purpose=research", $"dataspace/v1/assets/{set.Id}/preview?purpose=research",
            .. entries.SelectMany(e => new[] { $"compute/v1/airlock/{e.Id}", $"compute/v1/airlock/{e.Id}/content", $"evidence/v1/records?subject={e.Id}" }),
        ];
        foreach (var path in paths)
        {
            text.AppendLine(Normal(await Door(Sender, path))).AppendLine(Normal(await Door(SendersAuditor, path)));
        }

        // The order of a list follows ids, which follow from the job's.
        using (var list = JsonDocument.Parse(await Sender.Http.GetStringAsync($"compute/v1/airlock?job={job.Id}")))
        {
            text.AppendJoin('\n', list.RootElement.GetProperty("items").EnumerateArray().Select(i => Normal(i.GetRawText())).Order(StringComparer.Ordinal)).AppendLine();
        }

        foreach (var (path, body) in entries.Select(e => ($"compute/v1/airlock/{e.Id}/approve", "{}")).Append(($"compute/v1/jobs/{job.Id}/cancel", "")))
        {
            using var answer = await Sender.Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
            text.AppendLine(Normal($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}"));
        }

        await using var db = await Node.Services.GetRequiredService<IDbContextFactory<NodeContext>>().CreateDbContextAsync();
        var about = job.Id.ToString();
        foreach (var fact in await db.Set<FactRow>().Where(f => f.Body.Contains(about)).OrderBy(f => f.Position).ToListAsync())
        {
            text.AppendLine(Normal($"{fact.Topic} {fact.Body}"));
        }

        return text.ToString();
    }

    /// <summary>Every door that can be opened by reading, with every id that the sender knows, at both its credentials.</summary>
    public async Task<string> AllDoors(JobView job)
    {
        var text = new StringBuilder();
        var entry = (await Sender.Airlock(job.Id, null, null, 1, default)).Items[0];
        var agreement = (await Sender.Http.GetStringAsync("dataspace/v1/agreements"), 0).Item1;
        string[] known = [job.Id.ToString(), Pool.Id.ToString(), Sets[0].Id.ToString(), Sets[1].Id.ToString(), entry.Id.ToString(), SenderMember.Id.ToString(), Ids().Match(agreement).Value];
        foreach (var endpoint in Node.Endpoints().Where(e => e.StartsWith("GET ", StringComparison.Ordinal) && e.Contains("/v1/", StringComparison.Ordinal) && !e.Contains("backup", StringComparison.Ordinal)).Distinct())
        {
            var path = endpoint["GET /".Length..];
            foreach (var id in Parameters().IsMatch(path) ? known : [""])
            {
                var filled = Parameters().Replace(path, id);
                text.AppendLine(await Door(Sender, filled)).AppendLine(await Door(SendersAuditor, filled));
            }
        }

        return text.ToString();
    }

    public static async Task<string> Door(NodeHttp http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        using var answer = await http.Http.SendAsync(request);
        return $"{path.Split('?')[0]} {(int)answer.StatusCode} {(answer.StatusCode == HttpStatusCode.NotModified ? "" : await answer.Content.ReadAsStringAsync())}";
    }

    /// <summary>Whether a text carries a secret, plain or in an encoding that somebody would try first.</summary>
    public static bool Carries(string text, string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        string[] codings =
        [
            secret, secret[7..], new string([.. secret.Reverse()]), Convert.ToHexStringLower(bytes), Convert.ToHexString(bytes), string.Join(' ', bytes), string.Join(',', bytes),
            string.Join(' ', bytes.Select(b => b.ToString("x2"))), Convert.ToBase64String(bytes)[..20], Convert.ToBase64String([0, .. bytes])[4..20], Convert.ToBase64String([0, 0, .. bytes])[4..20],
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
        ];
        return Array.Exists(codings, c => text.Contains(c, StringComparison.OrdinalIgnoreCase));
    }

    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    private static string Normal(string text, bool coarse)
    {
        foreach (Match metered in Metered().Matches(text))
        {
            Assert.True(!coarse || long.Parse(metered.Groups["ms"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) % GrainMs == 0, $"A time finer than the grain is told: {text}");
        }

        text = Metered().Replace(text, "<ms>");
        text = Instants().Replace(text, "<at>");
        text = Ids().Replace(text, "<id>");
        text = Trace().Replace(text, "<trace>");
        text = Numbers().Replace(text, "<n>");
        return Volatile().Replace(text, "<n>");
    }

    [GeneratedRegex("\"deviceMs\":(?<ms>[0-9]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metered();

    [GeneratedRegex("\"(fromMs|toMs|queuedMs)\":[0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+]00:00)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Instants();

    [GeneratedRegex("\\b[a-z]{2,5}_[0-9a-f]{32}\\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex("\"traceId\":\"[^\"]*\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Trace();

    [GeneratedRegex("\"sequence\":[0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex("id: [0-9]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Volatile();

    [GeneratedRegex("\\{[^}]+\\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameters();
}
