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
    private static readonly Option<MemberId?> ForMember = Verb.IdOption<MemberId>("--member", "Whose use it would be; your organisation without it. Its provider and those who supervise ask about others. 使用方；提供方与监督方可代问其他机构。");
    private static readonly Option<string> Kind = new("--kind") { Description = "dataset or compute-pool. 类型。", Required = true };
    private static readonly Option<string> Title = new("--title") { Description = "Its name, 1 to 200 characters. 标题。", Required = true };
    private static readonly Option<string?> Description = new("--description") { Description = "What it holds, e.g. its columns and how it came about; up to 2,000 characters, for everybody to read. 说明，所有人可见。" };
    private static readonly Option<string?> Sector = new("--sector") { Description = "GB/T 4754 section letter A to T. 行业门类。" };
    private static readonly Option<string> Place = new("--place") { Description = "Where it is, ISO 3166 two letters. 所在地。", DefaultValueFactory = _ => "CN" };
    private static readonly Option<string[]> Jurisdictions = new("--jurisdiction") { Description = "Countries on whose ground it may be used, whoever uses it, ISO 3166 two letters; any without it. 允许使用的法域（国家或地区），默认不限。", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<long> Price = new("--price") { Description = "Fen a device-hour. 每设备小时价格（分）。" };
    private static readonly Option<FileInfo?> Content = new("--file") { Description = "The data set's bytes, uploaded at once. 随发布上传的数据文件。" };
    private static readonly Option<AssetId?> OwnId = Verb.OwnId<AssetId>();

    private static readonly Option<int?> BytesMax = Verb.NumberOption("--bytes", "Bytes of one output. 单个输出的字节数。");
    private static readonly Option<int?> RowsMax = Verb.NumberOption("--rows", "Rows of one output. 单个输出的行数。");
    private static readonly Option<int?> CountMin = Verb.NumberOption("--count-min", "Records that a cell stands for, at least; 1 asks for no count. 每格至少代表的记录数，1 为不要求。");
    private static readonly Option<int?> DigitsMax = Verb.NumberOption("--digits", "Digits of a number. 每个数的位数。");
    private static readonly Option<int?> BitsMax = Verb.NumberOption("--bits", "Bits that one output can hold by its form. 单个输出按形式可容纳的比特数。");
    private static readonly Option<string[]?> Forms = new("--form") { Description = "csv, json: forms that may leave; may be repeated. 允许的形式，可重复。", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool?> Approval = new("--approval") { Description = "Whether what passes every check still waits for you. 通过全部检查后是否仍须批准。" };
    private static readonly Option<MemberId[]> Hosts = Verb.IdsOption<MemberId>("--host", "Organisations at whose pools it may be computed on, beside yours; mbr_... 可代为计算的机构。");
    private static readonly Option<bool> NoHosts = new("--no-hosts") { Description = "Only at your own pools. 仅在本方算力池。" };

    public static Command Build()
    {
        var verb = Verb.Of("assets", "The catalogue. 目录。", List, Query, KindFilter);
        verb.Add(Verb.Of("list", "All that fit. 列出。", List, Query, KindFilter));
        verb.Add(Verb.Of("show", "One asset: its terms in plain words, and why you may use it or not. 资产条款与可用原因。", Show, Id, Action, Purpose));
        verb.Add(Verb.Of("why", "Why a member may use an asset or not, and what would have to change. 可用与否的原因，以及需要改变什么。", Why, Id, Action, Purpose, ForMember));
        verb.Add(Verb.Of("provenance", "What an asset was made of, by which jobs, and whose all that is; --json gives W3C PROV-O as JSON-LD. 资产的来源与加工过程；--json 输出 W3C PROV-O（JSON-LD）。", Provenance, Id));
        verb.Add(Verb.Of("publish", "Offers an asset under a policy. 按条款发布资产。", Publish, OwnId, Kind, Title, Description, PolicyFile.Option, Sector, Place, Jurisdictions, Price, Content));
        verb.Add(Verb.Of("airlock", "What may leave a job that computes on your data set without its sender seeing it; shows the rules where nothing is given. 可用不可见：所有者的放行规则。", Airlock, Id, BytesMax, RowsMax, CountMin, DigitsMax, BitsMax, Forms, Approval, Hosts, NoHosts));
        return verb;
    }

    private static async Task Airlock(VerbRun run)
    {
        var asset = await run.Node.Asset(run.Get(Id), run.Stop);
        var now = asset.Airlock ?? throw new UsageException("The asset is no data set: nothing is computed on it. 该资产不是数据集。");
        var wanted = new AirlockRulesView(
            run.Get(BytesMax) ?? now.BytesMax, run.Get(RowsMax) ?? now.RowsMax, run.Get(CountMin) ?? now.CellCountMin, run.Get(DigitsMax) ?? now.DigitsMax, run.Get(BitsMax) ?? now.BitsMax,
            run.Get(Forms) is { Length: > 0 } forms ? forms : now.Forms, run.Get(Approval) ?? now.Approval, run.Get(NoHosts) ? [] : run.Get(Hosts) is { Length: > 0 } hosts ? hosts : now.Hosts);
        var given = run.Parsed.CommandResult.Children.OfType<System.CommandLine.Parsing.OptionResult>().Any(o => !o.Implicit && run.Parsed.CommandResult.Command.Options.Contains(o.Option));
        var rules = given ? (await run.Node.SetAirlockRules(asset.Id, wanted, run.Stop)).Airlock! : now;
        run.Show(rules, ("rules", RulesLine(rules)));
    }

    /// <summary>The owner's rules in one line.</summary>
    private static string RulesLine(AirlockRulesView r) =>
        $"at most {CountWords.Of(r.BytesMax, "byte")}, {CountWords.Of(r.RowsMax, "row")}, {CountWords.Of(r.DigitsMax, "digit")}, {CountWords.Of(r.BitsMax, "bit")}; {CountWords.Of(r.CellCountMin, "record")} a cell at least · 至多 {r.BytesMax:N0} 字节、{r.RowsMax:N0} 行、{r.DigitsMax} 位数字、{r.BitsMax:N0} 比特，每格至少 {r.CellCountMin} 条记录; {string.Join(", ", r.Forms)}; {(r.Approval ? "approved by the owner 须所有者批准" : "without approval 无须批准")}; {(r.Hosts.Count == 0 ? "only at the owner's pools 仅所有者的算力池" : $"also at 亦可在 {string.Join(", ", r.Hosts)}")}";

    private static Task List(VerbRun run) => run.List(
        run.Node.AllAssets(run.Get(Query), run.Get(KindFilter), run.Stop),
        ["Id", "Title", "Kind", "Bytes", "Provider Id"],
        a => [a.Id.ToString(), a.Title, a.Kind, a.HasContent ? $"{a.Length:N0}" : "", a.Provider.ToString()]);

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
        if (why.Permitted && asset is { Kind: "dataset", HasContent: true })
        {
            await SayColumns(run, asset.Id);
        }

        run.Out.WriteLine(why is { Permitted: true, InPart: true } ? "You may read some columns or rows of it (see the terms); a download brings these. 可读取其部分列或行（见条款），下载即得许可的部分。" : why.Permitted ? "You may use it. 可以使用。" : why.ComputesUnseen ? "You may not read it, but a job of yours may compute on it without your seeing it: at a pool of its owner, whose rules say what may leave. 不可读取，但可用不可见：作业可在所有者的算力池计算，结果按其规则放行。" : "You may not use it now. 目前不可使用。");
        if (why.ComputesUnseen)
        {
            run.Out.WriteLine($"Rules 规则: {RulesLine(asset.Airlock!)}");
            run.Out.WriteLine($"Next: keyeco jobs submit SCRIPT --pool POOL --data {asset.Id} --purpose {run.Get(Purpose) ?? "PURPOSE"} --output 'report.csv=csv; ...' 下一步：提交作业");
            return;
        }

        await Reasons(run, why.Reasons);
        await SayOffers(run, asset, why);
        if (why.Remedies.Count > 0)
        {
            run.Out.WriteLine($"What would have to change 需要改变什么: keyeco assets why {asset.Id}{(run.Get(Purpose) is { } said ? $" --purpose {said}" : "")}");
        }
    }

    private static async Task Provenance(VerbRun run)
    {
        var provenance = await run.Node.Provenance(run.Get(Id), run.Stop);
        if (run.Json)
        {
            run.Show(provenance);
            return;
        }

        var nodes = provenance.Graph.ToDictionary(n => n.Id, StringComparer.Ordinal);
        Line(provenance.Graph[0].Id, 0, []);
        if (provenance.Cut)
        {
            run.Notes.WriteLine("There is more behind it than is shown. 其来源未全部显示。");
        }

        void Line(string id, int depth, HashSet<string> above)
        {
            var indent = new string(' ', 2 * depth);
            if (!nodes.TryGetValue(id, out var node))
            {
                run.Out.WriteLine($"{indent}{id}");
                return;
            }

            var by = node.AttributedTo is { } owner && nodes.TryGetValue(owner.Id, out var agent) && agent.Name is { } names ? string.Join(' ', names.Select(n => n.Value).Distinct()) : node.AttributedTo?.Id;
            run.Out.WriteLine($"{indent}{node.Title ?? "(not listed to you 未向您列出)"}  {id}  {by}  {node.GeneratedAt:u}{(node.GeneratedBy is { } job ? $"  by 由 {job.Id}" : "")}");
            foreach (var source in above.Add(id) ? node.DerivedFrom ?? [] : [])
            {
                Line(source.Id, depth + 1, above);
            }
        }
    }

    private static async Task Why(VerbRun run)
    {
        var asset = await run.Node.Asset(run.Get(Id), run.Stop);
        var why = await run.Node.ExplainAccess(asset.Id, run.Get(Action) ?? ActionOf(asset), run.Get(Purpose), run.Get(ForMember), run.Stop);
        if (run.Json)
        {
            run.Show(why);
            return;
        }

        run.Out.WriteLine(why.Permitted ? "It is permitted now. 目前允许。" : "It is not permitted now. 目前不允许。");
        if (!why.Listed)
        {
            run.Out.WriteLine("The catalogue does not list it to this organisation. 目录不向该机构列出此资产。");
        }

        await Reasons(run, why.Reasons);
        foreach (var (remedy, i) in why.Remedies.Select((r, i) => (r, i)))
        {
            run.Out.WriteLine(i == 0 ? "What would have to change 需要改变:" : "or 或:");
            foreach (var step in remedy.Steps)
            {
                var (zh, en) = RemedyWords.Of(step.By);
                run.Out.WriteLine($"  {en} {zh}: {step.En} {step.Zh}");
            }
        }
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
            await Reasons(run, under.Permitted ? [] : under.Reasons);
        }

        if (why.Reasons.FirstOrDefault(r => r.Code is "agreement.not-in-force" or "agreement.suspended") is { } pending)
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

    private static async Task Reasons(VerbRun run, IEnumerable<GateReasonView> reasons)
    {
        var names = new MemberNames(run);
        foreach (var r in reasons)
        {
            run.Out.WriteLine($"  {await names.Within($"{r.Zh} {r.En}")} [{r.Code}{(r.Clause.Length > 0 ? ", " + r.Clause : "")}]");
        }
    }

    /// <summary>What an asset is for.</summary>
    public static string ActionOf(AssetView asset) => asset.Kind == "compute-pool" ? "compute" : "read";

    private static async Task Publish(VerbRun run)
    {
        if (run.Get(Content) is { Exists: false } missing)
        {
            throw new UsageException($"--file: there is no file \"{missing}\". --file：没有文件“{missing}”。");
        }

        var asset = await run.Node.Publish(new AssetPublication(run.Get(OwnId), run.Get(Kind)!, run.Get(Title)!, run.Get(Sector), run.Get(Place)!, PolicyFile.Read(run), run.Get(Price), run.Get(Description)) { Jurisdictions = run.Get(Jurisdictions) is { Length: > 0 } lands ? lands : null }, run.Stop);
        // Sent twice under one id it is there with its content.
        if (run.Get(Content) is { } file && (asset.Sha256 is null || asset.Sha256 != await DataVerbs.HashOf(run, file)))
        {
            asset = await DataVerbs.Upload(run, file, asset.Id);
        }

        await Say(run, asset);
        Warn(run, asset.Warnings);
        run.Notes.WriteLine(asset.Kind == "compute-pool"
            ? $"Next: keyeco pools register --asset {asset.Id} --backend agent --devices N --model MODEL --class gpu 下一步：登记设备 (a cluster of yours, served by keyeco agent; without --backend agent its jobs run in this node's sandbox 由 keyeco agent 接入的集群；省略则在节点沙箱内运行)"
            : "It is in the catalogue; who wants to use it asks for an agreement: keyeco inbox 已列入目录；使用方会申请协议，见 keyeco inbox");
    }

    /// <summary>Says what should be known of terms that were just offered.</summary>
    public static void Warn(VerbRun run, IEnumerable<string> warnings)
    {
        foreach (var warning in warnings)
        {
            run.Notes.WriteLine($"! {warning}");
        }
    }

    public static async Task Say(VerbRun run, AssetView a) => run.Show(
        a,
        [
            ("asset", a.Id.ToString()), ("title", a.Title), ("about", a.Description), ("kind", CodeWords.Kind(a.Kind)), ("provider", run.Json ? null : await new MemberNames(run).WithId(a.Provider)), ("sector", a.Sector), ("place", a.Place), ("usable in", a.Jurisdictions is { } lands ? string.Join(", ", lands) : null), ("price", a.PriceMinorPerHour > 0 ? OfferVerbs.PriceOf(a.PriceMinorPerHour) : null),
            ("content", !a.HasContent ? null : $"{CountWords.Of(a.Length, "byte")} 字节{(a.Rows is { } rows ? $", {CountWords.Of(rows, "row")} 行" : "")}{(a.Sha256 is { } sha256 ? $", SHA-256 {sha256}" : "")}"), ("made of", string.Join(", ", a.Sources)),
            .. await OfferVerbs.Terms(run, a.TermsZh, a.TermsEn),
        ]);
}
