using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco offers</c>: what is offered, and further offers of an own asset.</summary>
internal static class OfferVerbs
{
    private static readonly Argument<AssetId> Asset = Verb.Id<AssetId>("asset", "The asset. 资产。");
    private static readonly Argument<OfferId> Id = Verb.Id<OfferId>("offer", "The offer. 要约。");
    private static readonly Option<OfferId?> OwnId = Verb.OwnId<OfferId>();
    private static readonly Option<string?> Query = new("--query") { Description = "Words of the title. 标题中的词。" };
    private static readonly Option<string?> Kind = new("--kind") { Description = "dataset or compute-pool. 类型。" };
    private static readonly Option<string?> UsableFor = new("--usable-for") { Description = "A purpose, e.g. trying: only what you could use for it, now or by taking an open offer. 仅列出可用于该用途的。" };
    private static readonly Option<string?> Title = new("--title") { Description = "What it is for. 用途说明。" };
    private static readonly Option<long> Price = new("--price") { Description = "Fen a device-hour. 每设备小时价格（分）。" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "From when it can be taken, e.g. 2026-12-01 or 2026-12-01T08:00+08:00. 起始。" };
    private static readonly Option<DateTimeOffset?> Until = new("--until") { Description = "Until when it can be taken. 截止。" };
    private static readonly Option<string?> Action = new("--action") { Description = "read, compute, transfer or distribute; read without it. 动作，默认 read。" };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "The purpose that would be declared. 声明的用途。" };
    private static readonly Option<bool> Standing = new("--standing") { Description = "Agreed on at once, without asking anybody, with another connector that takes it as it stands. 其他连接器原样接受即自动签约。" };
    private static readonly Option<DateTimeOffset?> Ends = new("--agreements-end") { Description = "When agreements under it end. 协议到期时间。" };

    public static Command Build()
    {
        var verb = Verb.Of("offers", "What is offered, on which terms and at which price. 要约：条款与价格。", Catalogue, Query, Kind, UsableFor);
        verb.Add(Verb.Of("of", "All offers of one asset, with their days. 一项资产的全部要约。", Of, Asset));
        verb.Add(Verb.Of("make", "Offers an asset of yours on further terms. 增加要约。", Make, Asset, OwnId, PolicyFile.Option, Title, Price, From, Until, Ends, Standing));
        verb.Add(Verb.Of("who", "Who could use an asset under terms, before they are offered. 条款试算：哪些机构可用。", Who, PolicyFile.Option, Action, Purpose));
        verb.Add(Verb.Of("withdraw", "Nobody can take the offer any more; agreements under it stand. 撤回要约，已签协议不受影响。", async run => await Say(run, await run.Node.WithdrawOffer(run.Get(Id), run.Stop)), Id));
        return verb;
    }

    private static async Task Who(VerbRun run)
    {
        var audience = await run.Node.PolicyAudience(new PolicyAudienceRequest(PolicyFile.Read(run), run.Get(Action), run.Get(Purpose)), run.Stop);
        if (run.Json)
        {
            run.Show(audience);
            return;
        }

        foreach (var terms in await new MemberNames(run).Within(audience.TermsEn.Concat(audience.TermsZh)))
        {
            run.Out.WriteLine(terms);
        }

        run.Out.WriteLine($"{audience.Permitted} of {CountWords.Of(audience.Members.Count, "organisation")} could use it. {audience.Members.Count} 家机构中 {audience.Permitted} 家可用。");
        foreach (var m in audience.Members)
        {
            run.Out.WriteLine($"{(m.Permitted ? m.InPart ? "in part 部分" : "yes 可" : "no 否")}  {m.NameZh} {m.NameEn}  {m.Member}");
            foreach (var (zh, en) in m.Permitted ? [] : m.Changes.Count > 0 ? m.Changes.Select(c => (c.Zh, c.En)) : m.Reasons.Select(r => (r.Zh, r.En)))
            {
                run.Out.WriteLine($"  {en} {zh}");
            }
        }

        if (audience.More)
        {
            run.Notes.WriteLine("There are more members than were asked about. 成员较多，未全部列出。");
        }
    }

    private static Task Catalogue(VerbRun run)
    {
        var search = new CatalogueSearch { Query = run.Get(Query), Kind = run.Get(Kind), UsableFor = run.Get(UsableFor) };
        var names = new MemberNames(run);
        return run.Blocks(
            PageCalls.All(cursor => run.Node.Catalogue(search, cursor, 500, run.Stop), run.Stop),
            async a =>
            [
                $"{a.Id}  {a.Title}", Joined(a.Kind, await names.Of(a.Provider), PriceOf(a.PriceMinorPerHour), Over(run, a.TermsEnd)), a.Description, await names.Within(string.Join(' ', a.TermsZh)), await names.Within(string.Join(' ', a.TermsEn)),
                .. search.UsableFor is { } purpose ? await Ways(run, a, purpose) : [],
            ]);
    }

    /// <summary>How one may use an asset for a purpose: under what one has, or by taking an offer.</summary>
    private static async Task<IEnumerable<string>> Ways(VerbRun run, AssetView asset, string purpose)
    {
        var why = await run.Node.ExplainAccess(asset.Id, AssetVerbs.ActionOf(asset), purpose, run.Stop);
        if (why.Permitted)
        {
            return [why.Agreement is { } agreement ? $"-> under {agreement}, now 现可依此协议使用" : "-> now 现可使用"];
        }

        var offers = (await run.Node.Offers(asset.Id, run.Stop)).Items;
        return why.Offers.Where(o => o.Permitted).Select(o => offers.FirstOrDefault(f => f.Id == o.Offer)).OfType<OfferView>()
            .Select(o => $"-> keyeco agree {asset.Id}{(why.Offers.Count > 1 ? $" --offer {o.Id}" : "")}  {Joined(o.Title, o.PriceMinorPerHour > 0 ? PriceOf(o.PriceMinorPerHour) : "free 免费")}");
    }

    private static async Task Of(VerbRun run)
    {
        var names = new MemberNames(run);
        await run.Blocks(
            (await run.Node.Offers(run.Get(Asset), run.Stop)).Items.ToAsyncEnumerable(),
            async o => [$"{o.Id}  {o.Title}", Line(run, o), await names.Within(string.Join(' ', o.TermsZh)), await names.Within(string.Join(' ', o.TermsEn))]);
    }

    /// <summary>Terms in both languages, headed once, with the names of the organisations that they name.</summary>
    public static async Task<IEnumerable<(string Name, string? Value)>> Terms(VerbRun run, IEnumerable<string> zh, IEnumerable<string> en) =>
        run.Json ? [] : (await new MemberNames(run).Within(zh.Concat(en))).Select((t, i) => (i == 0 ? "terms" : "", (string?)t));

    /// <summary>State, price and days of an offer in a line.</summary>
    public static string Line(VerbRun run, OfferView o) => Joined(StateNames.Coded(o.State), o.Standing ? "standing 常设" : null, o.PriceMinorPerHour > 0 ? PriceOf(o.PriceMinorPerHour) : "free 免费", o.Until is null ? $"from 自 {Day(o.From)}" : $"{Day(o.From)} - {Day(o.Until)}", Over(run, o.TermsEnd));

    /// <summary>What is said of terms that permit nothing any more.</summary>
    private static string? Over(VerbRun run, DateTimeOffset? end) => end <= run.Shell.Clock.GetUtcNow() ? $"ENDED 已到期 {Day(end)}" : null;

    private static string Joined(params ReadOnlySpan<string?> parts) => string.Join(" · ", parts.ToArray().Where(p => !string.IsNullOrEmpty(p)));

    private static async Task Make(VerbRun run)
    {
        var publication = new OfferPublication(run.Get(OwnId), run.Get(Title), PolicyFile.Read(run), run.Get(Price), run.Get(From), run.Get(Until), run.Get(Ends)) { Standing = run.Get(Standing) };
        var offer = await run.Node.MakeOffer(run.Get(Asset), publication, run.Stop);
        await Say(run, offer);
        AssetVerbs.Warn(run, offer.Warnings);
    }

    private static async Task Say(VerbRun run, OfferView o) => run.Show(
        o,
        [
            ("offer", o.Id.ToString()), ("asset", o.Asset.ToString()), ("title", o.Title), ("state", o.Standing ? $"{StateNames.Coded(o.State)} · stands, agreed on at once as it is 常设要约，原样接受即自动签约" : StateNames.Coded(o.State)), ("price", PriceOf(o.PriceMinorPerHour)), ("from", Day(o.From)), ("until", Day(o.Until)), ("ends", Day(o.AgreementEnds)),
            .. await Terms(run, o.TermsZh, o.TermsEn),
        ]);

    public static string PriceOf(long fenPerHour) => fenPerHour > 0 ? string.Create(CultureInfo.InvariantCulture, $"{fenPerHour / 100m:0.00} CNY/h") : "";

    private static string? Day(DateTimeOffset? at) => at?.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
