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
    private static readonly Option<string?> Sector = new("--sector") { Description = "GB/T 4754 section letter A to T. 行业门类。" };
    private static readonly Option<string> Place = new("--place") { Description = "Where it is, ISO 3166 two letters. 所在地。", DefaultValueFactory = _ => "CN" };
    private static readonly Option<long> Price = new("--price") { Description = "Fen a device-hour. 每设备小时价格（分）。" };
    private static readonly Option<FileInfo?> Content = new("--file") { Description = "The data set's bytes, uploaded at once. 随发布上传的数据文件。" };
    private static readonly Option<AssetId?> OwnId = Verb.OwnId<AssetId>();

    public static Command Build()
    {
        var verb = Verb.Of("assets", "The catalogue. 目录。", List, Query, KindFilter);
        verb.Add(Verb.Of("list", "All that fit. 列出。", List, Query, KindFilter));
        verb.Add(Verb.Of("show", "One asset: its terms in plain words, and why you may use it or not. 资产条款与可用原因。", Show, Id, Action, Purpose));
        verb.Add(Verb.Of("publish", "Offers an asset under a policy. 按条款发布资产。", Publish, OwnId, Kind, Title, PolicyFile.Option, Sector, Place, Price, Content));
        return verb;
    }

    private static Task List(VerbRun run) => run.List(
        run.Node.AllAssets(run.Get(Query), run.Get(KindFilter), run.Stop),
        ["Id", "Title", "Kind", "Bytes", "Provider Id"],
        a => [a.Id.ToString(), a.Title, a.Kind, a.Sha256 is null ? "" : $"{a.Length:N0}", a.Provider.ToString()]);

    private static async Task Show(VerbRun run)
    {
        var asset = await run.Node.Asset(run.Get(Id), run.Stop);
        var why = await run.Node.ExplainAccess(asset.Id, run.Get(Action) ?? (asset.Kind == "compute-pool" ? "compute" : "read"), run.Get(Purpose), run.Stop);
        if (run.Json)
        {
            run.Show(new { asset, access = why });
            return;
        }

        Say(run, asset);
        run.Out.WriteLine(why.Permitted ? "You may use it. 可以使用。" : "You may not use it. 不可使用。");
        why.Reasons.ToList().ForEach(r => run.Out.WriteLine($"  {r.Zh} {r.En} [{r.Code}{(r.Clause.Length > 0 ? ", " + r.Clause : "")}]"));
        if (why.Reasons.Any(r => r.Code == "agreement.none"))
        {
            run.Out.WriteLine($"  Next: keyeco agree {asset.Id} 下一步：申请协议。");
        }
    }

    private static async Task Publish(VerbRun run)
    {
        if (run.Get(Content) is { Exists: false } missing)
        {
            throw new UsageException($"--file: there is no file \"{missing}\". --file：文件不存在。");
        }

        var asset = await run.Node.Publish(new AssetPublication(run.Get(OwnId), run.Get(Kind)!, run.Get(Title)!, run.Get(Sector), run.Get(Place)!, PolicyFile.Read(run), run.Get(Price)), run.Stop);
        if (run.Get(Content) is { } file)
        {
            asset = await DataVerbs.Upload(run, file, asset.Id);
        }

        Say(run, asset);
    }

    public static void Say(VerbRun run, AssetView a) => run.Show(
        a,
        [
            ("asset", a.Id.ToString()), ("title", a.Title), ("kind", a.Kind), ("provider", a.Provider.ToString()), ("sector", a.Sector), ("place", a.Place), ("price", a.PriceMinorPerHour > 0 ? OfferVerbs.PriceOf(a.PriceMinorPerHour) : null),
            ("content", a.Sha256 is null ? null : $"{a.Length:N0} bytes, SHA-256 {a.Sha256}"), ("made of", string.Join(", ", a.Sources)),
            .. a.TermsZh.Select(t => ("条款", (string?)t)), .. a.TermsEn.Select(t => ("terms", (string?)t)),
        ]);
}
