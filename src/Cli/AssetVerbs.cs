using System.CommandLine;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco assets</c>: the catalogue, its terms in words, why one may or may not.</summary>
internal static class AssetVerbs
{
    private static readonly Argument<AssetId> Id = Verb.Id<AssetId>("asset", "The asset. 资产。");
    private static readonly Option<string?> Query = new("--query") { Description = "Words of the title. 标题中的词。" };
    private static readonly Option<string?> KindFilter = new("--kind") { Description = "dataset or compute-pool. 类型。" };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "Declared purpose, e.g. research. 声明的用途。" };
    private static readonly Option<string?> Action = new("--action") { Description = "read, compute, distribute; what the kind is for without it. 动作。" };
    private static readonly Option<string> Kind = new("--kind") { Description = "dataset or compute-pool. 类型。", Required = true };
    private static readonly Option<string> Title = new("--title") { Description = "Its name, 1 to 200 characters. 标题。", Required = true };
    private static readonly Option<string?> Description = new("--description") { Description = "What it holds, e.g. its columns and how it came about; up to 2,000 characters, for everybody to read. 说明，所有人可见。" };
    private static readonly Option<string?> Sector = new("--sector") { Description = "GB/T 4754 section letter A to T. 行业门类。" };
    private static readonly Option<string> Place = new("--place") { Description = "Where it is, ISO 3166 two letters. 所在地。", DefaultValueFactory = _ => "CN" };
    private static readonly Option<string[]> Jurisdictions = new("--jurisdiction") { Description = "Countries on whose ground it may be used, whoever uses it, ISO 3166 two letters; any without it. 允许使用的法域（国家或地区），默认不限。", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<long> Price = new("--price") { Description = "Fen a device-hour. 每设备小时价格（分）。" };
    private static readonly Option<FileInfo?> Content = new("--file") { Description = "The data set's bytes, uploaded at once. 随发布上传的数据文件。" };
    private static readonly Option<AssetId?> OwnId = Verb.OwnId<AssetId>();

    public static Command Build()
    {
        var verb = Verb.Of("assets", "The catalogue. 目录。", List, Query, KindFilter);
        verb.Add(Verb.Of("list", "All that fit. 列出。", List, Query, KindFilter));
        verb.Add(Verb.Of("show", "One asset: its terms in plain words, and why you may use it or not. 资产条款与可用原因。", Show, Id, Action, Purpose));
        verb.Add(Verb.Of("publish", "Offers an asset under a policy. 按条款发布资产。", Publish, OwnId, Kind, Title, Description, PolicyFile.Option, Sector, Place, Jurisdictions, Price, Content));
        return verb;
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllAssets(run.Get(Query), run.Get(KindFilter), run.Stop),
        ["Id", "Title", "Kind", "Bytes", "Provider Id"],
        a => [a.Id.ToString(), a.Title, a.Kind, a.Sha256 is null ? "" : $"{a.Length:N0}", a.Provider.ToString()]);

    private static async Task Show(VerbRun run)
    {
        var asset = await run.Node.Asset(run.Get(Id), run.Stop);
        var why = await run.Node.ExplainAccess(asset.Id, run.Get(Action) ?? ActionOf(asset), run.Get(Purpose), run.Stop);
        if (run.Json)
        {
            run.Show(new { asset, access = why });
            return;
        }

        await Say(run, asset);
        if (why.Permitted && asset.Kind == "dataset" && asset.Sha256 is not null)
        {
            await SayColumns(run, asset.Id);
        }

        run.Out.WriteLine(why.Permitted ? "You may use it. 可以使用。" : "You may not use it now. 目前不可使用。");
        Reasons(run, why.Reasons);
        await SayOffers(run, asset, why);
    }

    /// <summary>The columns of a table, for those who may read it.</summary>
    private static async Task SayColumns(VerbRun run, AssetId asset)
    {
        try
        {
            var preview = await run.Node.PreviewContent(asset, run.Get(Purpose), run.Stop);
            if (preview.Columns.Count > 0)
            {
                run.Out.WriteLine($"columns    {string.Join(", ", preview.Columns.Select(c => $"{c.Name} ({c.Type})"))}");
            }
        }
        catch (NodeProblemException notTheirs) when (notTheirs.Code == "access.role")
        {
            // An auditor of the member sees its assets and reads no data.
        }
    }

    /// <summary>What each offer would permit, and the verb that leads on, if one does.</summary>
    private static async Task SayOffers(VerbRun run, AssetView asset, GateView why)
    {
        if (why.Permitted)
        {
            return;
        }

        var offers = (await run.Node.Offers(asset.Id, run.Stop)).Items;
        foreach (var under in why.Offers)
        {
            var offer = offers.FirstOrDefault(o => o.Id == under.Offer);
            run.Out.WriteLine($"{under.Offer}  {offer?.Title ?? asset.Title}");
            run.Out.WriteLine($"  {(offer is null ? "" : OfferVerbs.Line(run, offer) + " · ")}{(under.Permitted ? "an agreement would permit it 订立协议后可用" : "an agreement would not permit it 订立协议后仍不可用")}");
            Reasons(run, under.Permitted ? [] : under.Reasons);
        }

        if (why.Reasons.FirstOrDefault(r => r.Code == "agreement.not-in-force") is { } pending)
        {
            run.Out.WriteLine($"Next: keyeco agreements show {pending.Clause} 下一步：查看协议");
        }
        else if ((why.Offers.FirstOrDefault(o => o.Permitted) ?? WantsPurpose(run, why)) is { } open)
        {
            run.Out.WriteLine($"Next: keyeco agree {asset.Id}{(why.Offers.Count > 1 ? $" --offer {open.Offer}" : "")} 下一步：申请协议{(open.Permitted ? "" : " (say your --purpose here to see whether the terms permit it 可加 --purpose 核对用途)")}");
        }
        else
        {
            run.Out.WriteLine(run.Get(Purpose) is { } purpose ? $"No offer that is open now would permit it to you for the purpose \"{purpose}\": another --purpose may be permitted, or ask its provider for an offer. 目前没有允许您以该用途使用的要约：可换用途，或与提供方联系。" : "No offer that is open now would permit it to you: ask its provider for one. 目前没有可供您使用的要约，请与提供方联系。");
        }
    }

    /// <summary>An offer that nothing stands against but a purpose that was not stated.</summary>
    private static OfferGateView? WantsPurpose(VerbRun run, GateView why) =>
        run.Get(Purpose) is null ? why.Offers.FirstOrDefault(o => o.Reasons.All(r => r.Code == "policy.purpose.refused")) : null;

    private static void Reasons(VerbRun run, IEnumerable<GateReasonView> reasons)
    {
        foreach (var r in reasons)
        {
            run.Out.WriteLine($"  {r.Zh} {r.En} [{r.Code}{(r.Clause.Length > 0 ? ", " + r.Clause : "")}]");
        }
    }

    /// <summary>What an asset is for.</summary>
    public static string ActionOf(AssetView asset) => asset.Kind == "compute-pool" ? "compute" : "read";

    private static async Task Publish(VerbRun run)
    {
        if (run.Get(Content) is { Exists: false } missing)
        {
            throw new UsageException($"--file: there is no file \"{missing}\". --file：文件不存在。");
        }

        var asset = await run.Node.Publish(new AssetPublication(run.Get(OwnId), run.Get(Kind)!, run.Get(Title)!, run.Get(Sector), run.Get(Place)!, PolicyFile.Read(run), run.Get(Price), run.Get(Description)) { Jurisdictions = run.Get(Jurisdictions) is { Length: > 0 } lands ? lands : null }, run.Stop);
        if (run.Get(Content) is { } file)
        {
            asset = await DataVerbs.Upload(run, file, asset.Id);
        }

        await Say(run, asset);
        run.Notes.WriteLine(asset.Kind == "compute-pool"
            ? $"Next: keyeco pools register --asset {asset.Id} --backend agent --devices N --model MODEL --class gpu 下一步：登记设备 (a cluster of yours, served by keyeco agent; without --backend agent its jobs run in this node's sandbox 由 keyeco agent 接入的集群；省略则在节点沙箱内运行)"
            : "It is in the catalogue; who wants to use it asks for an agreement: keyeco inbox 已列入目录；使用方会申请协议，见 keyeco inbox");
    }

    public static async Task Say(VerbRun run, AssetView a) => run.Show(
        a,
        [
            ("asset", a.Id.ToString()), ("title", a.Title), ("about", a.Description), ("kind", a.Kind), ("provider", run.Json ? null : await new MemberNames(run).WithId(a.Provider)), ("sector", a.Sector), ("place", a.Place), ("usable in", a.Jurisdictions is { } lands ? string.Join(", ", lands) : null), ("price", a.PriceMinorPerHour > 0 ? OfferVerbs.PriceOf(a.PriceMinorPerHour) : null),
            ("content", a.Sha256 is null ? null : $"{a.Length:N0} bytes, SHA-256 {a.Sha256}"), ("made of", string.Join(", ", a.Sources)),
            .. OfferVerbs.Terms(a.TermsZh, a.TermsEn),
        ]);
}
