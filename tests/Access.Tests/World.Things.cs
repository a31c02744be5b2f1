using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Compute.Store;
using KeyEcosystem.Compute.Work;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Host;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Access.Tests;

/// <summary>Makes what a call is about, new each time.</summary>
internal sealed partial class World
{
    /// <summary>A body about the victim: its member, a role, and the rest.</summary>
    public string ForVictim(string rest) => $$"""{"member":"{{Victim}}","roles":["member-user"],{{rest}}}""";

    public string Publication(string kind) => $$"""{"kind":"{{kind}}","title":"{{Fresh()}}","sector":"C","place":"CN","policy":{{Policy}},"priceMinorPerHour":0}""";

    public string Application() => $$"""{"nameZh":"示例","nameEn":"{{Fresh()}}","type":"factory","role":"other","industry":"C","country":"CN","demonstration":true}""";

    public string Registration(AssetId asset) => $$"""{"asset":"{{asset}}","devices":1,"model":"EPYC","origin":"US","class":"cpu","peakFlops":1,"precision":"fp64","assetValueMinor":1,"networkGranted":false,"offered":true,"healthy":true}""";

    public Call Submission() => new("compute/v1/jobs", $$"""{"pool":"{{Pool}}","name":"{{Marker}}","bundled":"energy-report","dataSets":["{{Data}}"],"purpose":"research","devices":1}""");

    public async Task<AssetId> Asset(string kind) => (await Send<AssetView>(admin, HttpMethod.Post, new Call("dataspace/v1/assets", Publication(kind)))).Id;

    public async Task<JobId> Job() => (await Send<JobView>(admin, HttpMethod.Post, Submission())).Id;

    public async Task<JobId> CancelledJob()
    {
        var job = await Job();
        await admin.Post<JobView>($"compute/v1/jobs/{job}/cancel", null, default);
        return job;
    }

    /// <summary>A pool of the victim that an agent serves.</summary>
    public async Task<PoolId> AgentPool() =>
        (await Send<PoolView>(admin, HttpMethod.Post, new Call("compute/v1/pools", Registration(await Asset("compute-pool")).Replace("\"devices\":1", "\"backend\":\"agent\",\"devices\":1", StringComparison.Ordinal)))).Id;

    /// <summary>A cohort of one pool of the victim.</summary>
    public async Task<string> Cohort()
    {
        await admin.ChangePool(await AgentPool(), new PoolChange(null, null, null, null, null) { Cohort = "access" }, null, default);
        return "access";
    }

    /// <summary>The same with a session of its agent.</summary>
    public async Task<(PoolId Pool, (string, string) Epoch)> Session()
    {
        var pool = await AgentPool();
        return (pool, ("Keyeco-Epoch", $"{(await With(Victims[NodeRoles.Agent]).AttachAgent(pool, Hello, default)).Epoch}"));
    }

    /// <summary>The same with a run that holds its device and reads the victim's data.</summary>
    public async Task<(PoolId Pool, (string, string) Epoch, RunName Run)> HeldRun()
    {
        var (pool, epoch) = await Session();
        var job = (await Send<JobView>(admin, HttpMethod.Post, new Call("compute/v1/jobs", Submission().Json!.Replace(Pool.ToString(), pool.ToString(), StringComparison.Ordinal)))).Id;
        await Get<JobRounds>().Begin(job, (await Get<ComputeReads>().Find(pool, default))!, null, null, default);
        return (pool, epoch, new RunName(job, 1));
    }

    /// <summary>The least table of exchange rates.</summary>
    public const string Rates = """{"table":"job_type,scale_factor,a_steps_per_s\nx,1,2"}""";

    /// <summary>There is a table of exchange rates.</summary>
    public Task ExchangeRates() => Operator.SetExchangeRates("job_type,scale_factor,a_steps_per_s\nx,1,2", default);

    /// <summary>The least comparison of ways of sharing.</summary>
    public const string Sample = """{"source":"sample","scalePct":100,"policies":["isolated-fifo"]}""";

    /// <summary>A comparison that is known and not under way: only a few may be.</summary>
    public async Task<string> WhatIf()
    {
        var id = (await Send<WhatIfView>(admin, HttpMethod.Post, new Call("compute/v1/what-ifs", Sample))).Id;
        await admin.StopWhatIf(id, default);
        return id;
    }

    public static AgentHello Hello { get; } = new("local", [new AgentDevices("", 1, 1, 1)]);

    /// <summary>A file of which every byte has arrived, and its hash.</summary>
    public async Task<string> UploadedPart()
    {
        var bytes = Encoding.UTF8.GetBytes(Fresh());
        var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using var part = new HttpRequestMessage(HttpMethod.Patch, $"compute/v1/uploads/{sum}") { Content = new ByteArrayContent(bytes) };
        part.Headers.Add("Upload-Offset", "0");
        using var answer = await admin.Http.SendAsync(part);
        answer.EnsureSuccessStatusCode();
        return sum;
    }

    public async Task<AgreementId> Requested() => (await friend.Post<AgreementView>("dataspace/v1/agreements", new AgreementRequest(null, await Asset("dataset")), default)).Id;

    /// <summary>An agreement in force about something of the victim, whose terms oblige the friend to something.</summary>
    public async Task<AgreementId> Owing()
    {
        var asset = await Send<AssetView>(admin, HttpMethod.Post, new Call("dataspace/v1/assets", Publication("dataset").Replace(Policy, """{"permission":[{"action":"use"}],"obligation":[{"action":"attribute"}]}""", StringComparison.Ordinal)));
        var id = (await friend.Post<AgreementView>("dataspace/v1/agreements", new AgreementRequest(null, asset.Id), default)).Id;
        await admin.Post<AgreementView>($"dataspace/v1/agreements/{id}/agree", null, default);
        await admin.Post<AgreementView>($"dataspace/v1/agreements/{id}/sign", null, default);
        await friend.Post<AgreementView>($"dataspace/v1/agreements/{id}/sign", null, default);
        return id;
    }

    /// <summary>A dispute that the friend has raised about an agreement with the victim.</summary>
    public async Task<PendingId> Disputed() => (await friend.RaiseDispute(await Owing(), new DisputeRequest(null, Marker), default)).Id;

    /// <summary>A dispute of the friend with somebody else.</summary>
    public async Task<PendingId> OthersDispute()
    {
        var asset = await FriendsNew();
        var other = With((await Operator.MakeKey(new KeyRequest(await Admit("institute"), [NodeRoles.MemberAdmin], "other", 1), default)).Key);
        var id = (await other.RequestAgreement(new AgreementRequest(null, asset), default)).Id;
        foreach (var (who, step) in new[] { (friend, "agree"), (friend, "sign"), (other, "sign") })
        {
            await who.StepAgreement(id, step, default);
        }

        return (await other.RaiseDispute(id, new DisputeRequest(null, "x"), default)).Id;
    }

    /// <summary>Something of the friend that the victim has no agreement about yet.</summary>
    public async Task<AssetId> FriendsNew() => (await Send<AssetView>(friend, HttpMethod.Post, new Call("dataspace/v1/assets", Publication("dataset")))).Id;

    public Task<KeyView> Key(params string[] roles) => Operator.Post<KeyView>("identity/v1/keys", new KeyRequest(Victim, roles.Length == 0 ? [NodeRoles.MemberUser] : roles, Marker, 1), default);

    public Task<MachineView> Machine() => admin.Post<MachineView>("identity/v1/machines", new MachineRequest(null, [NodeRoles.MemberAdmin], Marker), default);

    public async Task<UserId> User() => (await admin.Post<UserView>("identity/v1/users", new UserRequest(null, Fresh() + Marker, Marker, [NodeRoles.MemberUser], null), default)).Id;

    public async Task<UserId> SuspendedUser()
    {
        var user = await User();
        await admin.Post<UserView>($"identity/v1/users/{user}/suspend", null, default);
        return user;
    }

    public async Task<MemberId> Applied() => (await Send<MemberView>(Operator, HttpMethod.Post, new Call("members/v1/members", Application()))).Id;

    /// <summary>A relation of the victim to a member that is new each time.</summary>
    public async Task<string> Relation()
    {
        var kinds = await Operator.Get<IReadOnlyList<RelationKindView>>("members/v1/relation-kinds", default);
        return $$"""{"subject":"{{Victim}}","predicate":"{{kinds[0].Predicate}}","object":"{{await Applied()}}","evidence":"a page"}""";
    }

    public async Task<RelationId> EnteredRelation() => (await Send<RelationView>(Operator, HttpMethod.Post, new Call("members/v1/relations", await Relation()))).Id;

    /// <summary>A table as the node exports it.</summary>
    public Task<byte[]> Csv(string table) => Operator.Http.GetByteArrayAsync($"members/v1/export/{table}");

    /// <summary>A record of the victim.</summary>
    public async Task<string> Record()
    {
        using var records = JsonDocument.Parse(await admin.Http.GetStringAsync("evidence/v1/records?limit=1"));
        return records.RootElement[0].GetProperty("id").GetString()!;
    }

    /// <summary>An upload of which one part has arrived, and the call that ends it.</summary>
    public async Task<Call> Upload()
    {
        byte[] bytes = [1, 2, 3];
        var asset = await Asset("dataset");
        using var part = new HttpRequestMessage(HttpMethod.Patch, $"dataspace/v1/assets/{asset}/content") { Content = new ByteArrayContent(bytes) };
        part.Headers.Add("Upload-Offset", "0");
        using var answer = await admin.Http.SendAsync(part);
        answer.EnsureSuccessStatusCode();
        return new Call($"dataspace/v1/assets/{asset}/content/finish", $$"""{"sha256":"{{Convert.ToHexStringLower(SHA256.HashData(bytes))}}","mediaType":"text/csv"}""");
    }

    public string Offer() => $$"""{"title":"{{Fresh()}}","policy":{{Policy}},"priceMinorPerHour":0}""";

    public async Task<OfferId> OpenOffer() => (await Send<OfferView>(admin, HttpMethod.Post, new Call($"dataspace/v1/assets/{await Asset("dataset")}/offers", Offer()))).Id;

    /// <summary>An offer that only its provider still sees.</summary>
    public async Task<OfferId> WithdrawnOffer()
    {
        var offer = await OpenOffer();
        await admin.Post<OfferView>($"dataspace/v1/offers/{offer}/withdraw", null, default);
        return offer;
    }

    /// <summary>A result of the victim that stands under the friend's terms.</summary>
    public async Task<AssetId> Result()
    {
        var file = Path.Combine(folder, Fresh());
        await File.WriteAllTextAsync(file, Marker);
        var asset = new AssetId(Guid.CreateVersion7());
        var kept = await Get<IDerivedAssets>().Keep(new DerivedAsset(asset, Victim, Fresh(), file, "text/csv", [FriendsAsset], await Job()), "node", default);
        return kept.Value;
    }

    /// <summary>An output made from the victim's data that waits for it.</summary>
    public async Task<PendingId> Waiting()
    {
        var entry = Guid.CreateVersion7();
        await File.WriteAllTextAsync(Get<ComputeFolders>().AirlockOf(entry), Marker);
        var row = new AirlockRow
        {
            Id = entry,
            Version = 1,
            Job = (await Job()).Value,
            Pool = Pool.Value,
            Member = Guid.CreateVersion7(),
            Actor = "key",
            JobName = Marker,
            Form = "{\"name\":\"x.csv\",\"form\":\"csv\",\"columns\":[]}",
            Sources = "[]",
            Foreign = "[]",
            State = "held",
            Findings = "[]",
            Passed = true,
            HeldAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.MaxValue,
        };
        var vote = new AirlockVoteRow { Id = Guid.CreateVersion7(), Version = 1, Entry = entry, Member = Victim.Value, State = "pending" };
        await Get<ILane>().Commit(new Change(new Act("airlock.held", "node", Victim.Value, [new PendingId(entry).ToString()], "done", "{}")).Insert(row).Insert(vote), default);
        return new PendingId(entry);
    }

    public string Release() => $$"""{"policy":{{Policy}}}""";

    public async Task<PendingId> RequestedRelease() => (await Send<ReleaseView>(admin, HttpMethod.Post, new Call($"dataspace/v1/assets/{await Result()}/release", Release()))).Id;

    /// <summary>A new key with the proof that it is the victim's.</summary>
    public string OwnKey()
    {
        using var key = NodeSigner.LoadOrCreate(Get<KeyChest>(), Fresh() + ".key");
        var proof = key.Sign(Encoding.UTF8.GetBytes($"keyeco-member-key|1|{Victim}|{key.PublicKey}"));
        return $$"""{"publicKey":"{{key.PublicKey}}","proof":"{{Convert.ToHexStringLower(proof)}}"}""";
    }

    /// <summary>A ledger entry of the victim: it reads what it owns, and that is settled.</summary>
    public async Task<EntryId> Entry()
    {
        if (entry is null)
        {
            await admin.Http.GetByteArrayAsync($"dataspace/v1/assets/{Data}/content?purpose=research");
            // The use ends, and can be settled, when the node knows that the last byte has gone.
            while (entry is null)
            {
                await Settled();
                entry = (await admin.Get<Page<EntryView>>("market/v1/entries?demonstration=true", default)).Items is [var first, ..] ? first.Id : null;
            }
        }

        return entry.Value;
    }

    /// <summary>Settles what is due, and gives the call that settles again.</summary>
    public async Task<Call> Settled()
    {
        await Operator.Post<SettlementView>("market/v1/settlements", null, default);
        return new Call("market/v1/settlements");
    }

    /// <summary>A head that another node has signed.</summary>
    public async Task<string> OtherNodesHead()
    {
        if (head is null)
        {
            using var other = new Fixtures.TestFolder("keyeco-other-");
            await using var node = await NodeHost.Build(new NodeSettings { Data = other.Path, NodeId = "other", Url = new Uri("http://127.0.0.1:0/") }, default);
            await node.StartAsync();
            head = node.Services.GetRequiredService<EvidenceStore>().Head().Line();
            await node.StopAsync();
        }

        return $$"""{"head":{{JsonSerializer.Serialize(head)}},"path":[]}""";
    }
}
