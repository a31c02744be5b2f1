using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Dataspace;

/// <summary><c>keyeco peers</c>: other connectors.</summary>
internal static class PeerVerbs
{
    private static readonly Argument<PeerId> Id = Verb.Id<PeerId>("peer", "The connector. 连接器。");
    private static readonly Option<string> Participant = new("--participant") { Description = "How it calls itself, a DID as a rule. 对方的参与方标识。", Required = true };
    private static readonly Option<MemberId?> Member = Verb.IdOption<MemberId>("--member", "The admitted member that it is. 其所代表的成员。");
    private static readonly Option<Uri?> Address = Verb.AddressOption("--address", "Its base address, e.g. https://node.example/dsp. 对方基础地址。");
    private static readonly Option<FileInfo?> TokenOut = new("--token-file") { Description = "File with the token that it gave to this node. 对方颁发给本节点的令牌文件。" };
    private static readonly Option<FileInfo?> Certificate = new("--certificate") { Description = "File with the certificate that its connections show (PEM or DER): mutual TLS. 对方连接所用证书（双向 TLS）。" };
    private static readonly Option<bool> Renew = new("--renew") { Description = "Makes a new token of its calls, and prints it once; the one before opens nothing from then on. 更换其调用令牌并打印一次，旧令牌即刻失效。" };
    private static readonly Option<bool> NoCertificate = new("--no-certificate") { Description = "It is known by its token alone from now on. 取消证书，仅凭令牌识别。" };
    private static readonly Option<string?> Keyword = new("--keyword") { Description = "Words of the title. 标题中的词。" };
    private static readonly Argument<string> Of = new("thing") { Description = "Id of an asset, offer or agreement of yours. 本方资产、要约或协议的编号。" };
    private static readonly Argument<string> Name = new("identifier") { Description = "The name by which others know it. 对外标识。" };

    public static Command Build()
    {
        var verb = Verb.Of("peers", "Other connectors, which speak the Dataspace Protocol. 其他连接器（数据空间协议）。", List);
        verb.Add(Verb.Of("list", "All. 列出。", List));
        verb.Add(Verb.Of("catalogue", "What it offers, with each offer as negotiations start --offer takes it. 对方目录。", Catalogue, Id, Keyword));
        verb.Add(Verb.Of("admit", "Admits one as a member, and prints once the token that its calls carry; an operator's. 准入连接器并打印一次其令牌（运营方）。", Admit, Participant, Member, Address, TokenOut, Certificate));
        verb.Add(Verb.Of("token", "Keeps the token that it gave to this node (--token-file), prints a new one of its calls once (--renew), or sets the certificate of its connections (--certificate) or where it is (--address); an operator's. 保存对方颁发的令牌、更换其调用令牌、设定其证书或地址（运营方）。", Token, Id, TokenOut, Renew, Certificate, NoCertificate, Address));
        verb.Add(Verb.Of("suspend", "Refuses its calls from now on; an operator's. 暂停。", run => Suspend(run, true), Id));
        verb.Add(Verb.Of("resume", "Takes its calls again; an operator's. 恢复。", run => Suspend(run, false), Id));
        verb.Add(Verb.Of("name", "Gives a thing of yours a name by which others know it. 为本方资产、要约或协议设定对外标识。", GiveName, Of, Name));
        return verb;
    }

    private static async Task List(VerbRun run) => await run.List(
        await run.Node.Peers(run.Stop),
        ["Id", "Participant", "Member Id", "Address", "Token", "Certificate", "Suspended"],
        p => [p.Id.ToString(), p.Participant, p.Member.ToString(), p.Address, Known(p.Token), Known(p.CertificateSha256 is not null), p.SuspendedAt?.ToString("u")]);

    private static string Known(bool known) => known ? "known 已设" : "none 无";

    private static Task Catalogue(VerbRun run) => run.Blocks(
        Sets(run),
        set => Task.FromResult<IReadOnlyList<string?>>([$"{set.Id}  {set.Title}", string.Join(", ", set.Formats), .. set.Offers.SelectMany(o => (string?[])[Stands(set, o), o.GetRawText()])]));

    /// <summary>Whether an offer is agreed on at once; null where the other side does not say.</summary>
    private static string? Stands(RemoteDatasetView set, JsonElement offer)
    {
        var id = offer.ValueKind == JsonValueKind.Object && offer.TryGetProperty("@id", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        return set.Standing is not { } standing || id is null ? null
            : standing.Contains(id) ? $"{id}: stands, agreed on at once as it is 常设要约，原样接受即自动签约"
            : $"{id}: waits for the provider's answer 须待提供方答复";
    }

    private static async IAsyncEnumerable<RemoteDatasetView> Sets(VerbRun run)
    {
        string? cursor = null;
        do
        {
            var page = await run.Node.PeerCatalogue(run.Get(Id), run.Get(Keyword), cursor, run.Stop);
            foreach (var set in page.Datasets)
            {
                yield return set;
            }

            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static async Task Admit(VerbRun run)
    {
        var member = run.Get(Member) ?? throw new UsageException("--member: say which member it is. --member：请给出其所代表的成员。");
        var address = run.Get(Address) ?? throw new UsageException("--address: give its base address. --address：请给出对方基础地址。");
        // Who is known by a certificate needs no token; one can be added (token --renew).
        var certificate = HashOf(run);
        var token = certificate is null ? NewToken() : null;
        var peer = await run.Node.AdmitPeer(new PeerAdmission(run.Get(Participant)!, member, address.AbsoluteUri, token, await Given(run)) { CertificateSha256 = certificate }, run.Stop);
        Say(run, peer, token);
    }

    private static async Task Token(VerbRun run)
    {
        var token = run.Get(Renew) ? NewToken() : null;
        var given = await Given(run);
        var certificate = HashOf(run);
        var (without, address) = (run.Get(NoCertificate), run.Get(Address)?.AbsoluteUri);
        if (token is null && given is null && certificate is null && !without && address is null)
        {
            throw new UsageException("Give --token-file with what the other side gave, --renew for a new token of its calls, --certificate, --no-certificate or --address. 请给出 --token-file（对方颁发的令牌）、--renew（更换其调用令牌）、--certificate（其证书）、--no-certificate 或 --address（其地址）。");
        }

        Say(run, await run.Node.SetPeerTokens(run.Get(Id), new PeerTokens(token, given) { CertificateSha256 = certificate, WithoutCertificate = without, Address = address }, run.Stop), token);
        foreach (var done in new[]
        {
            given is null ? null : "The token that the other side gave is kept: calls to it carry it from now on. 已保存对方颁发的令牌，此后对其调用均使用该令牌。",
            token is null ? null : "Its calls need the new token from now on; the one before opens nothing any more. 对方调用自此须用新令牌，旧令牌已失效。",
            certificate is null ? null : "Its connections are known by this certificate from now on. 自此以该证书识别其连接。",
            without ? "Its certificate counts no more: it is known by its token alone. 已取消其证书，仅凭令牌识别。" : null,
            address is null ? null : "Messages go to this address from now on. 此后消息发往该地址。",
        }.OfType<string>())
        {
            run.Notes.WriteLine(done);
        }
    }

    private static string? HashOf(VerbRun run)
    {
        if (run.Get(Certificate) is not { } file)
        {
            return null;
        }

        try
        {
            using var certificate = CertificateFile.Read(file.FullName, null);
            return CertificateFile.HashOf(certificate);
        }
        catch (CryptographicException wrong)
        {
            throw new UsageException($"--certificate: \"{file}\" is no certificate ({wrong.Message}). --certificate：“{file}”不是证书。");
        }
    }

    private static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>What the other side gave; null where no file is named.</summary>
    private static async Task<string?> Given(VerbRun run) => run.Get(TokenOut) is { } file ? (await File.ReadAllTextAsync(file.FullName, run.Stop)).Trim() : null;

    /// <summary>The connector, and once the token that its calls carry.</summary>
    private static void Say(VerbRun run, PeerView peer, string? token)
    {
        if (run.Json)
        {
            run.Show(new { peer.Id, peer.Participant, peer.Member, peer.Address, token });
            return;
        }

        Say(run, peer);
        if (token is not null)
        {
            run.Out.WriteLine($"token 令牌 {token}");
            run.Notes.WriteLine("Give it to the other side's operator, who keeps it with 'keyeco peers token PER --token-file FILE'; it is not shown again. 请转交对方运营者，由其用 keyeco peers token PER --token-file FILE 保存；此令牌不再显示。");
        }
    }

    private static async Task Suspend(VerbRun run, bool suspended) => Say(run, await run.Node.SuspendPeer(run.Get(Id), suspended, run.Stop));

    private static async Task GiveName(VerbRun run)
    {
        var named = await run.Node.GiveIdentifier(run.Get(Of), run.Get(Name), run.Stop);
        run.Show(named, ("thing", named.Of), ("identifier", named.Identifier));
    }

    private static void Say(VerbRun run, PeerView p) => run.Show(
        p, ("connector", p.Id.ToString()), ("participant", p.Participant), ("member", p.Member.ToString()), ("address", p.Address), ("certificate", p.CertificateSha256), ("suspended", p.SuspendedAt?.ToString("u")));
}
