using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using KeyEcosystem.Cli.Dataspace;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli.Demo;

/// <summary>A data set of a factory at one node goes to an institute at another, by the Dataspace Protocol alone. Every step checks what it shows.</summary>
/// <param name="home">The node of the provider, how it calls itself, and the key of its operator.</param>
/// <param name="abroad">The same of the node of the consumer.</param>
/// <param name="data">What is published.</param>
/// <param name="output">Where the steps are told.</param>
internal sealed class TwoNodeExchange((Uri Url, string Name, string Key) home, (Uri Url, string Name, string Key) abroad, DemoData data, TextWriter output)
{
    private const int Steps = 6;
    private const int WaitSeconds = 30;
    private const int TokenBytes = 32;
    private const string Terms = """{"permission":[{"action":"use","constraint":[{"leftOperand":"role","operator":"isAnyOf","rightOperand":["institute","university"]},{"leftOperand":"dateTime","operator":"lt","rightOperand":"2035-01-01"}]}],"prohibition":[{"action":"distribute"}]}""";

    private readonly NodeHttp homeAdmin = Connection.With(home.Url.AbsoluteUri, home.Key);
    private readonly NodeHttp abroadAdmin = Connection.With(abroad.Url.AbsoluteUri, abroad.Key);

    /// <summary>Performs the exchange.</summary>
    /// <exception cref="InvalidOperationException">Something did not come out as it should.</exception>
    /// <exception cref="NodeProblemException">A node refused what it should permit.</exception>
    public async Task Run(CancellationToken stop)
    {
        output.WriteLine("These organisations are fictitious; their records are flagged as a demonstration. 以下机构均为虚构，其记录均带演示标记。");
        Step(1, "Two nodes that know each other 两个节点互相准入");
        var factory = await Admit(homeAdmin, home.Url, "factory", "示例工厂", "Sample Factory", "CN", stop);
        var institute = await Admit(abroadAdmin, abroad.Url, "institute", "示例海外研究院", "Sample Institute Abroad", "SG", stop);
        var peer = await Introduce(stop);

        Step(2, "A data set under a standing offer 数据集与常设要约");
        var asset = await Publish(factory, stop);

        Step(3, "Found in the other catalogue 在对方目录中找到");
        var page = await institute.PeerCatalogue(peer, null, null, stop);
        var found = page.Datasets.FirstOrDefault(d => d.Id == asset.Id.ToString());
        Require(found is { Offers.Count: > 0 }, $"{asset.Id} is not in the catalogue of {page.Participant}");
        Say("found", $"{found!.Id}  {found.Title}, {string.Join(", ", found.Formats)}, of {page.Participant}");

        Step(4, "Negotiated 协商签约");
        var standing = found.Offers[^1];
        var asked = await institute.Negotiate(new NegotiationRequest(peer, found.Id, standing), stop);
        var concluded = await institute.Negotiation(asked.Id, stop, WaitSeconds);
        Require(concluded.State == "FINALIZED", $"the negotiation is {concluded.State}: {concluded.Problem}");
        Say("concluded", $"{concluded.Id} -> {concluded.Agreement}, {concluded.State}");

        Step(5, "Transferred, metered, closed 传输、计量、关闭");
        await Transfer(factory, institute, peer, concluded.Agreement!, stop);

        Step(6, "Evidence on both sides 双方存证");
        await Verify("home 境内", homeAdmin, stop);
        await Verify("abroad 境外", abroadAdmin, stop);
    }

    private static async Task<NodeHttp> Admit(NodeHttp admin, Uri url, string type, string zh, string en, string country, CancellationToken stop)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, zh, en, type, "supporting", null, country, true), stop);
        await admin.StepMember(member.Id, "admit", stop);
        var key = await admin.MakeKey(new KeyRequest(member.Id, ["member-admin", "member-user"], "demonstration", 30), stop);
        return Connection.With(url.AbsoluteUri, key.Key);
    }

    /// <summary>Each operator admits the other's connector as a member, and gives it a token.</summary>
    private async Task<PeerId> Introduce(CancellationToken stop)
    {
        // A demonstration that runs again on the same data goes on with what is there.
        if ((await abroadAdmin.Peers(stop)).FirstOrDefault(p => p.Participant == home.Name) is { } known)
        {
            Require(known.Address == new Uri(home.Url, "dsp").AbsoluteUri, $"the nodes know each other at other addresses ({known.Address}): give the same --urls, or another --data");
            return known.Id;
        }

        var (ofHome, ofAbroad) = (Token(), Token());
        var stands = await Stands(homeAdmin, "境外节点的机构", "Organisations of the node abroad", "SG", stop);
        var standsThere = await Stands(abroadAdmin, "境内节点的机构", "Organisations of the node at home", "CN", stop);
        var there = await homeAdmin.AdmitPeer(new PeerAdmission(abroad.Name, stands, new Uri(abroad.Url, "dsp").AbsoluteUri, ofHome, ofAbroad), stop);
        var here = await abroadAdmin.AdmitPeer(new PeerAdmission(home.Name, standsThere, new Uri(home.Url, "dsp").AbsoluteUri, ofAbroad, ofHome), stop);
        Say("admitted", $"{there.Id}  {there.Participant} at {there.Address}");
        Say("admitted", $"{here.Id}  {here.Participant} at {here.Address}");
        return here.Id;
    }

    private static async Task<MemberId> Stands(NodeHttp admin, string zh, string en, string country, CancellationToken stop)
    {
        var member = await admin.ApplyMember(new MemberApplication(null, zh, en, "institute", "supporting", null, country, true), stop);
        await admin.StepMember(member.Id, "admit", stop);
        return member.Id;
    }

    private async Task<AssetView> Publish(NodeHttp factory, CancellationToken stop)
    {
        using var policy = JsonDocument.Parse(Terms);
        var asset = await factory.Publish(new AssetPublication(null, "dataset", data.Title, "C", "CN", policy.RootElement, 0), stop);
        using var content = new MemoryStream(data.Bytes);
        await factory.PutContent(asset.Id, content, Convert.ToHexStringLower(SHA256.HashData(data.Bytes)), stop, "text/csv");
        var offer = await factory.MakeOffer(asset.Id, new OfferPublication(null, "常设 standing", policy.RootElement, 0) { Standing = true }, stop);
        Say("published", $"{asset.Id}  {asset.Title}, {data.Bytes.Length:N0} bytes; {offer.Id} stands");
        foreach (var term in offer.TermsZh.Concat(offer.TermsEn))
        {
            Say("", term);
        }

        return asset;
    }

    private async Task Transfer(NodeHttp factory, NodeHttp institute, PeerId peer, string agreement, CancellationToken stop)
    {
        var asked = await institute.StartProcess(new ProcessRequest(peer, agreement, "HttpData-PULL"), stop);
        var started = await institute.Process(asked.Id, stop, WaitSeconds);
        Require(started.State == "STARTED", $"the transfer is {started.State}: {started.Problem}");
        using var http = new HttpClient();
        using (var answer = await RemoteData.Get(http, started, null, stop))
        {
            Require((await answer.Content.ReadAsByteArrayAsync(stop)).AsSpan().SequenceEqual(data.Bytes), "the provider answers with other bytes");
        }

        Say("read", $"{started.Id}  {data.Bytes.Length:N0} bytes, the same that were published");
        await institute.StepProcess(asked.Id, new ProcessStep("completion", null), stop);
        var provided = await Completed(factory, agreement, stop);
        Say("closed", $"{provided.Id}  {provided.State} on both sides");
        var late = await Refusal(() => RemoteData.Get(http, started, null, stop));
        Require(late == HttpStatusCode.Forbidden, $"the token still opens: {late}");
        Say("refused", "the token opens nothing any more 令牌已失效");
        await homeAdmin.Settle(stop);
    }

    private static async Task<HttpStatusCode> Refusal(Func<Task<HttpResponseMessage>> ask)
    {
        try
        {
            using var answer = await ask();
            return answer.StatusCode;
        }
        catch (NodeProblemException refused)
        {
            return refused.Status;
        }
    }

    private static async Task<ProcessView> Completed(NodeHttp factory, string agreement, CancellationToken stop)
    {
        for (var tries = 0; ; tries++)
        {
            await foreach (var process in factory.AllProcesses(stop))
            {
                if (process.Agreement == agreement && process.State == "COMPLETED")
                {
                    return process;
                }
            }

            Require(tries < 100, "the provider's node has not heard of the end");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stop);
        }
    }

    private async Task Verify(string where, NodeHttp admin, CancellationToken stop)
    {
        using var log = new MemoryStream(await admin.Http.GetByteArrayAsync("evidence/v1/export", stop));
        var report = EvidenceVerifier.Verify(log, CryptoSuites.All, [], null);
        Require(report.Holds, string.Join("; ", report.Findings));
        Say("evidence", $"{where}: {CountWords.Of(report.Records, "record")} verified, root {report.Head!.Root[..16]}…");
    }

    private static string Token() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));

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
