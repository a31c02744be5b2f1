using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>
/// What two members and an operator do with a node that may die at any moment: admissions, agreements, jobs that read data, prices and settlements.
/// It remembers what was asked and what the node acknowledged, by ids that it chose itself.
/// </summary>
internal sealed class CrashLoad
{
    public const int Writers = 8;
    private const string Terms = """{"permission":[{"action":"use","constraint":[{"leftOperand":"purpose","operator":"eq","rightOperand":"research"}]}]}""";
    private const string Script = "sleep 0.$1; head -c 20 /in/meters > /out/part.txt";

    private string providerKey = "";
    private string consumerKey = "";
    private int jobs;
    private long acknowledged;
    private long settled;

    public MemberId Provider { get; private set; }

    public MemberId Consumer { get; private set; }

    public AssetId Data { get; private set; }

    public AssetId Devices { get; private set; }

    public PoolId Pool { get; private set; }

    /// <summary>Members asked for, with the last step that was acknowledged; null when not even the application was.</summary>
    public ConcurrentDictionary<MemberId, string?> Members { get; } = new();

    /// <summary>Agreements asked for, with the last state that was acknowledged.</summary>
    public ConcurrentDictionary<AgreementId, string?> Agreements { get; } = new();

    /// <summary>Jobs asked for, as the node last showed them.</summary>
    public ConcurrentDictionary<JobId, JobView?> Jobs { get; } = new();

    /// <summary>Prices that were acknowledged.</summary>
    public ConcurrentDictionary<Guid, PriceView> Prices { get; } = new();

    /// <summary>Readings that settlements acknowledged.</summary>
    public long Settled => Interlocked.Read(ref settled);

    /// <summary>Answers of the node that acknowledged a change.</summary>
    public long Acknowledged => Interlocked.Read(ref acknowledged);

    /// <summary>Makes the two members, a data set, a pool and the agreements between them.</summary>
    public async Task Prepare(NodeProcess node)
    {
        (Provider, providerKey) = await Admit(node, "示例云", "cloud-provider");
        (Consumer, consumerKey) = await Admit(node, "示例研究院", "institute");
        var provider = node.As(providerKey);
        using var terms = JsonDocument.Parse(Terms);
        var data = await provider.Publish(new AssetPublication(null, "dataset", "meters", "C", "CN", terms.RootElement, 0), default);
        await provider.PutContent(data.Id, new MemoryStream("time,kwh\n2026-01-01,17\n"u8.ToArray()), null, default);
        var devices = await provider.Publish(new AssetPublication(null, "compute-pool", "cores", "I", "CN", terms.RootElement, 3_600_000), default);
        Pool = (await provider.RegisterPool(new PoolRegistration(null, devices.Id, 8, "core", "CN", "cpu", 0, "fp64", 0, false, true, true), default)).Id;
        (Data, Devices) = (data.Id, devices.Id);
        foreach (var asset in new[] { Data, Devices })
        {
            await Conclude(node.As(consumerKey), provider, new AgreementId(Guid.CreateVersion7()), asset, _ => { });
        }
    }

    /// <summary>Eight writers until the node dies.</summary>
    public Task Run(NodeProcess node, CancellationToken stop) => Task.WhenAll(
        Until(() => Admission(node), stop),
        Until(() => Admission(node), stop),
        Until(() => Agreement(node), stop),
        Until(() => Agreement(node), stop),
        Until(() => Job(node, stop), stop),
        Until(() => Job(node, stop), stop),
        Until(() => Settlement(node), stop),
        Until(() => Price(node), stop));

    /// <summary>The consumer's connection to a node that started again.</summary>
    public NodeHttp AsConsumer(NodeProcess node) => node.As(consumerKey);

    private static async Task<(MemberId Id, string Key)> Admit(NodeProcess node, string name, string type)
    {
        var member = await node.Operator.ApplyMember(new MemberApplication(null, name, type, type, "other", "C", "CN", false), default);
        await node.Operator.StepMember(member.Id, "admit", default);
        return (member.Id, (await node.Operator.MakeKey(new KeyRequest(member.Id, ["member-admin"], "load", 30), default)).Key);
    }

    private async Task Admission(NodeProcess node)
    {
        var id = new MemberId(Guid.CreateVersion7());
        Members[id] = null;
        await node.Operator.ApplyMember(new MemberApplication(id, "示例", "Sample", "factory", "other", null, "CN", true), default);
        Members[id] = Seen("applied");
        await node.Operator.StepMember(id, "admit", default);
        Members[id] = Seen("admitted");
    }

    private async Task Agreement(NodeProcess node)
    {
        var id = new AgreementId(Guid.CreateVersion7());
        Agreements[id] = null;

        // Under one offer there is one agreement at a time: each is about something new.
        using var terms = JsonDocument.Parse(Terms);
        var asset = await node.As(providerKey).Publish(new AssetPublication(null, "dataset", "meters", "C", "CN", terms.RootElement, 0), default);
        await Conclude(node.As(consumerKey), node.As(providerKey), id, asset.Id, state => Agreements[id] = Seen(state));
    }

    private static async Task Conclude(NodeHttp consumer, NodeHttp provider, AgreementId id, AssetId asset, Action<string> acknowledged)
    {
        acknowledged((await consumer.RequestAgreement(new AgreementRequest(id, asset), default)).State);
        acknowledged((await provider.StepAgreement(id, "agree", default)).State);
        acknowledged((await consumer.StepAgreement(id, "sign", default)).State);
        acknowledged((await provider.StepAgreement(id, "sign", default)).State);
    }

    private async Task Job(NodeProcess node, CancellationToken stop)
    {
        var consumer = node.As(consumerKey);
        var id = new JobId(Guid.CreateVersion7());
        Jobs[id] = null;
        var script = Script.Replace("$1", (Interlocked.Increment(ref jobs) % 4).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Jobs[id] = Seen(await consumer.SubmitJob(new JobSubmission(id, Pool, "part", null, script, null, [Data], "research", 1, null), default));
        while (Jobs[id]!.EndedAt is null)
        {
            await Task.Delay(20, stop);
            Jobs[id] = await consumer.Job(id, default);
        }

        Seen(id);
    }

    private async Task Settlement(NodeProcess node)
    {
        var done = Seen(await node.Operator.Settle(default));
        Interlocked.Add(ref settled, done.Settled);
    }

    private async Task Price(NodeProcess node)
    {
        var price = Seen(await node.As(providerKey).PublishPrice(new PricePublication("bytes", 700, null, null), default));
        Prices[price.Id] = price;
    }

    private T Seen<T>(T answer)
    {
        Interlocked.Increment(ref acknowledged);
        return answer;
    }

    private static async Task Until(Func<Task> step, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await step();
            }
            // A connection that is reset while it is being made comes as the bare error of its socket.
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or SocketException)
            {
                return;
            }
            catch (NodeProblemException e)
            {
                // Alive, the node refuses nothing of this load; a loaded machine may make it ask for patience.
                Assert.True((int)e.Status is 429 or 503, $"{e.Code}: {e.Message}");
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
