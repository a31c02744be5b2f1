using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Market;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli;

/// <summary><c>keyeco prices</c>: what members charge for the use of their data sets, and the own list.</summary>
internal static class PriceVerbs
{
    private static readonly Option<MemberId?> Member = Verb.IdOption<MemberId>("--member", "Only this member's list. 仅该成员的价目。");
    private static readonly Option<string> Kind = new("--kind") { Description = "bytes: for a gigabyte of 1,000,000,000; count: for a use. 计价方式：bytes 按 GB，count 按次。", Required = true };
    private static readonly Option<long> Price = new("--price") { Description = "Fen a unit, from 0. 单价（分）。", Required = true };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "From when, at least a minute ahead; in a minute without it. 生效时间。" };

    public static Command Build()
    {
        var verb = Verb.Of("prices", "What members charge for the use of their data sets; device time is priced by the agreement. 数据使用价目。", List, Member);
        verb.Add(Verb.Of("list", "All lists. 列出。", List, Member));
        verb.Add(Verb.Of("set", "Publishes a price of your organisation; agreements signed from its date on are charged by it. 发布本方价格。", Set, Kind, Price, From));
        return verb;
    }

    private static async Task List(VerbRun run)
    {
        var names = new MemberNames(run);
        await run.List(
            PageCalls.All(cursor => run.Node.Prices(run.Get(Member), cursor, 500, run.Stop), run.Stop),
            ["Member", "For", "Price", "From"],
            async p => [await names.Of(p.Member), Unit(p.Kind), LedgerVerbs.Money(p.PriceMinor, p.Currency), $"{p.From:u}"],
            "No price lists. 没有价目表。");
    }

    private static async Task Set(VerbRun run)
    {
        var p = await run.Node.PublishPrice(new PricePublication(run.Get(Kind)!, run.Get(Price), null, run.Get(From)), run.Stop);
        run.Show(p, ("for", Unit(p.Kind)), ("price", LedgerVerbs.Money(p.PriceMinor, p.Currency)), ("from", p.From.ToString("u", CultureInfo.InvariantCulture)));
        run.Notes.WriteLine($"It holds for agreements signed at {p.From:u} or later; one signed before has what held before, for good. 自 {p.From:u} 起签署的协议适用此价；此前签署的始终按原价。");
    }

    /// <summary>What a price is for.</summary>
    internal static string Unit(string kind) => kind == "bytes" ? "a gigabyte 每 GB" : "a use 每次";
}
