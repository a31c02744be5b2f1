using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using KeyEcosystem.Cli.Dataspace;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Agreements;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco agree</c> and <c>keyeco agreements</c>: ask for terms, decide, sign, check the document offline, end.</summary>
internal static class AgreementVerbs
{
    private static readonly Argument<AssetId> Asset = Verb.Id<AssetId>("asset", "The asset. 资产。");
    private static readonly Argument<AgreementId> Id = Verb.Id<AgreementId>("agreement", "The agreement. 协议。");
    private static readonly Option<AgreementId?> OwnId = Verb.OwnId<AgreementId>();
    private static readonly Option<OfferId?> Offer = Verb.IdOption<OfferId>("--offer", "Which of the asset's offers; the earliest that is open without it. 要约。");
    private static readonly Option<FileInfo?> Key = new("--key") { Description = "File of your organisation's own key, where it has one (signing-key make). 自有密钥文件。" };
    private static readonly Option<FileInfo?> DocumentFile = new("--out") { Description = "Where it is written; a file that is there is not overwritten. 写入的文件。" };
    private static readonly Argument<FileInfo> Written = new("file") { Description = "What agreements document wrote. 协议文件。" };
    private static readonly Argument<string> Clause = new("clause") { Description = "Which duty: its place in the terms, as agreements show names it. 义务所在条款。" };
    private static readonly Option<string?> Note = new("--note") { Description = "How it was done, or why it is not. 说明。" };
    private static readonly Option<string[]> Trusted = new("--trust") { Description = "mbr_...=PUBLICKEY: a party's key that you know from elsewhere. 已知的一方公钥。" };

    private static readonly Option<string?> Said = new("--note") { Description = "What is to be said with other terms. 随条款说明。" };

    public static Command Agree() => Verb.Of("agree", "Asks for an agreement on the offered terms, or on other ones: --policy. 按要约申请协议，或以 --policy 另提条款。", async run =>
        await Say(run, await run.Node.RequestAgreement(new AgreementRequest(run.Get(OwnId), run.Get(Asset), run.Get(Offer)) { Policy = PolicyFile.ReadOther(run), Note = run.Get(Said) }, run.Stop)), Asset, Offer, PolicyFile.Other, Said, OwnId);

    public static Command Build()
    {
        var verb = Verb.Of("agreements", "Your agreements. 本方协议。", List);
        verb.Add(Verb.Of("list", "All of them. 列出。", List));
        verb.Add(Verb.Of("show", "One agreement. 查看协议。", Show, Id));
        (string Step, string Words)[] steps =
        [
            ("agree", "The provider agrees to a request. 提供方同意。"),
            ("accept", "The consumer accepts other terms that the provider offered. 使用方接受提供方另提的条款。"),
            ("refuse", "Refuses what the other party proposed last. 拒绝对方最近所提。"),
            ("terminate", "Ends an agreement. 终止协议。"),
        ];
        foreach (var (step, words) in steps)
        {
            verb.Add(Verb.Of(step, words, async run => await Say(run, await run.Node.StepAgreement(run.Get(Id), step, run.Stop)), Id));
        }

        verb.Add(Verb.Of("propose", "A counter-offer: other terms than the other party proposed last. 另提条款（还价）。", async run =>
            await Say(run, await run.Node.ProposeTerms(run.Get(Id), new AgreementProposal(PolicyFile.Read(run), run.Get(Said)), run.Stop)), Id, PolicyFile.Option, Said));
        verb.Add(Verb.Of("amend", "Proposes other terms for an agreement in force: a new version, which replaces it when both have signed. 变更生效中的协议。", async run =>
            await Say(run, await run.Node.AmendAgreement(run.Get(Id), new AgreementProposal(PolicyFile.Read(run), run.Get(Said)), run.Stop)), Id, PolicyFile.Option, Said));
        (string Step, string Words)[] said =
        [
            ("declare", "The consumer has done what a duty asks for. 使用方声明已履行义务。"),
            ("confirm", "The provider confirms that a duty is done. 提供方确认义务已履行。"),
            ("contest", "The provider says that a duty is not done: --note says why. 提供方认为义务未履行。"),
            ("waive", "The provider waives a duty. 提供方免除义务。"),
        ];
        foreach (var (step, words) in said)
        {
            verb.Add(Verb.Of(step, words, async run => await Say(run, await run.Node.StepDuty(run.Get(Id), new DutyStep(run.Get(Clause)!, step, run.Get(Note)), run.Stop)), Id, Clause, Note));
        }

        DisputeVerbs.AddTo(verb);
        verb.Add(Verb.Of("sign", "Signs: by the key that the node holds for your organisation, or by your own. 签署。", Sign, Id, Key));
        verb.Add(Verb.Of("document", "What both sign, with the signatures made so far: all that an offline check needs. 协议文件与签名。", Document, Id, DocumentFile));
        verb.Add(Verb.Of("verify", "Checks a document and its signatures offline, without any node. 离线校验协议文件。", Verify, Written, Trusted));
        return verb;
    }

    private static async Task Sign(VerbRun run)
    {
        if (run.Get(Key)?.ToString() is not { } file)
        {
            await Say(run, await run.Node.StepAgreement(run.Get(Id), "sign", run.Stop));
            return;
        }

        using var key = SigningKeyFile.Read(file);
        var document = await run.Node.AgreementDocument(run.Get(Id), run.Stop);
        await Say(run, await run.Node.SignAgreement(run.Get(Id), new AgreementSigning(key.Sign(document.Document)), run.Stop));
    }

    private static async Task Document(VerbRun run)
    {
        var target = run.Get(DocumentFile);
        if (target is { Exists: true })
        {
            throw new UsageException($"\"{target}\" is there already: choose another --out. 文件已存在，请另选 --out。");
        }

        if (target is not null)
        {
            OutputPlace.File("--out", target.FullName);
        }

        var document = await run.Node.AgreementDocument(run.Get(Id), run.Stop);
        if (target is null)
        {
            run.Out.WriteLine(JsonSerializer.Serialize(document, NodeHttp.Json));
            return;
        }

        await File.WriteAllTextAsync(target.FullName, JsonSerializer.Serialize(document, NodeHttp.Json), run.Stop);
        run.Show(document, ("written", target.FullName), ("SHA-256", document.Sha256), ("signatures", document.Signatures.Count.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<int> Verify(VerbRun run)
    {
        var text = await File.ReadAllTextAsync(EvidenceFile.Existing(run.Get(Written).FullName), run.Stop);
        AgreementDocumentView? document;
        try
        {
            document = JsonSerializer.Deserialize<AgreementDocumentView>(text, NodeHttp.Json);
        }
        catch (JsonException)
        {
            document = null;
        }

        if (document is not { Document: not null, Sha256: not null, Signatures: not null })
        {
            throw new UsageException($"file: \"{run.Get(Written)}\" is not what 'agreements document' writes. 文件格式错误。");
        }

        var findings = AgreementVerifier.Verify(document.Document, document.Sha256, document.Signatures, NodeSigner.Verify, Trust(run.Get(Trusted)!));
        run.Show(
            new { document.Agreement, holds = findings.Count == 0, findings, document.Signatures },
            [
                ("agreement", document.Agreement.ToString()),
                .. document.Signatures.Select(s => (s.Party, (string?)$"{s.Member}, key {s.Key} held by {(s.Custody == "own" ? "the member alone 成员自有" : "the node 节点代管")}")),
                .. findings.Select(f => ("wrong", (string?)FindingWords.Both(f))),
                ("result", findings.Count == 0 ? "Both parties signed exactly this document. 双方均已签署本文件。" : "It does not hold. 校验未通过。"),
            ]);
        return findings.Count == 0 ? ExitCode.Done : ExitCode.Unsound;
    }

    private static Dictionary<MemberId, string> Trust(string[] given)
    {
        var known = new Dictionary<MemberId, string>();
        foreach (var pair in given)
        {
            if (pair.Split('=') is not [var member, { Length: 64 } key] || !MemberId.TryParse(member, null, out var id))
            {
                throw new UsageException($"--trust: \"{pair}\" is not mbr_...=PUBLICKEY with 64 hexadecimal digits. --trust：格式应为 mbr_...=公钥。");
            }

            known[id] = key.ToLowerInvariant();
        }

        return known;
    }

    private static async Task List(VerbRun run)
    {
        var (names, titles) = (new MemberNames(run), new Dictionary<AssetId, string>());
        await run.List(
            PageCalls.All(cursor => run.Node.Agreements(null, null, null, cursor, 500, run.Stop), run.Stop),
            ["Id", "Asset", "Provider", "Consumer", "State", "Signed"],
            async a => [a.Id.ToString(), await Title(a.Asset), await names.Of(a.Provider), await names.Of(a.Consumer), StateNames.Coded(a.State), Signed(a)]);

        async Task<string> Title(AssetId id) => titles.TryGetValue(id, out var title) ? title : titles[id] = (await run.Node.Asset(id, run.Stop)).Title;
    }

    private static async Task Show(VerbRun run) => await Say(run, await run.Node.Agreement(run.Get(Id), run.Stop));

    private static async Task Say(VerbRun run, AgreementView a)
    {
        if (run.Json)
        {
            run.Show(a);
            return;
        }

        var (names, asset) = (new MemberNames(run), await run.Node.Asset(a.Asset, run.Stop));
        var terms = PolicyJson.ParseStored(a.Policy) is { IsOk: true, Value: var policy } ? await OfferVerbs.Terms(run, PolicyWords.Say(policy, chinese: true), PolicyWords.Say(policy, chinese: false)) : [];
        run.Show(
            a,
            [
                ("agreement", a.Id.ToString()), ("asset", $"{asset.Title} ({a.Asset})"), ("provider", await names.WithId(a.Provider)), ("consumer", await names.WithId(a.Consumer)), ("offer", a.Offer.ToString()),
                ("price", a.PriceMinorPerHour > 0 ? OfferVerbs.PriceOf(a.PriceMinorPerHour) : "free 免费"), ("ends", a.Ends?.ToString("u", CultureInfo.InvariantCulture)), ("state", StateNames.Coded(a.State)), ("replaces", a.Replaces?.ToString()), ("new version", a.Amendment?.ToString()), ("signed", Signed(a)), ("used so far", a.Used is { } used ? $"uses 次数 {used.Uses:N0}, bytes 字节 {used.Bytes:N0}, rows 行 {used.Rows:N0}" : null), .. terms, ("next", Next(a, asset)),
            ]);
        foreach (var p in a.Proposals)
        {
            run.Out.WriteLine($"  {p.At:u}  {(p.By == "provider" ? "provider 提供方" : "consumer 使用方")}{(p.Note is { } said ? $": \"{said}\"" : "")}");
            foreach (var c in p.Changes)
            {
                Change(run, c);
            }
        }

        foreach (var d in a.Duties)
        {
            run.Out.WriteLine($"  {d.Clause}  {d.En} {d.Zh}  [{StateNames.Coded(d.State)}]{(d.Overdue ? " overdue 已逾期" : d.Done ? "" : d.First ? " before any use 使用前" : "")}{(d.Due is { } due ? $" {due:u}" : "")}{(d.Note is { } note ? $" {(d.State == "declared" ? "consumer 使用方" : "provider 提供方")}: \"{note}\"" : "")}");
        }

        foreach (var d in a.Disputes)
        {
            DisputeVerbs.Line(run, d);
        }

        foreach (var warning in a.Warnings)
        {
            run.Notes.WriteLine($"! {warning}");
        }
    }

    private static string Signed(AgreementView a) => (a.ProviderSigned, a.ConsumerSigned) switch
    {
        (true, true) => "both 双方",
        (true, false) => "provider 提供方",
        (false, true) => "consumer 使用方",
        _ => "",
    };

    /// <summary>A line of what terms have and those before had not.</summary>
    internal static void Change(VerbRun run, TermsChangeView change) => run.Out.WriteLine($"    {(change.Kind == "gone" ? "-" : change.Kind == "new" ? "+" : "~")} {change.En} {change.Zh}");

    private static string? Next(AgreementView a, AssetView asset) => a.State switch
    {
        "requested" => $"the provider: keyeco agreements agree {a.Id} (or propose --policy FILE, refuse) 待提供方同意",
        "offered" => $"the consumer: keyeco agreements accept {a.Id} (or propose --policy FILE, refuse) 待使用方答复",
        "agreed" => $"{(a.ProviderSigned ? "the consumer" : a.ConsumerSigned ? "the provider" : "both parties")}: keyeco agreements sign {a.Id} 待签署",
        "suspended" => $"both parties: keyeco agreements settle {a.Id} --note WORDS; the provider may let use go on: keyeco agreements resume {a.Id} 待了结争议或由提供方恢复使用",
        "signed" or "suspended" when a.Connector is { } connector => $"the consumer, at the node of connector {connector}: keyeco transfers start PER {a.Id} 使用方在另一节点，经连接器传输",
        "signed" when asset.Kind == "compute-pool" => $"the consumer: keyeco jobs submit --pool POOL --script FILE --purpose PURPOSE (POOL: keyeco pools) 使用方可提交作业",
        "signed" => $"the consumer: keyeco data get {a.Asset} --purpose PURPOSE --out FILE, or jobs submit ... --data {a.Asset} 使用方可下载，或在作业中使用",
        _ => null,
    };
}
