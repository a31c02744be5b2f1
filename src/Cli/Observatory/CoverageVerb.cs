using System.CommandLine;
using System.Text.Json;
using KeyEcosystem.Observatory.Core.Coverage;

namespace KeyEcosystem.Cli.Observatory;

/// <summary><c>keyeco observatory coverage</c>: which share of the cities is covered.</summary>
internal static class CoverageVerb
{
    private static readonly Option<FileInfo> Codes = new("--codes") { Description = "Statistical codes of 4, 6, 9 or 12 digits, one a line or in the column code of a CSV, plain or gzipped. 统计区划代码，每行一个或为 CSV 的 code 列，可为 gzip。", Required = true };
    private static readonly Option<string> Lang = new Option<string>("--lang") { Description = "Language of the map and of the words: zh or en. 地图与文字的语言。", DefaultValueFactory = _ => "zh" }.AcceptOnlyFromAmong("zh", "en");
    private static readonly Option<string> Rule = new Option<string>("--rule") { Description = "Rule of the map and of the provinces: A 293 cities, B 333 units, C 337 with municipalities. 地图与分省所用口径：A 293 个地级市、B 333 个地级区划、C 337 个（含直辖市）。", DefaultValueFactory = _ => "A" }.AcceptOnlyFromAmong("A", "B", "C");
    private static readonly Option<FileInfo?> Svg = new("--svg") { Description = "Writes a map of tiles, one a province, here. 将分省方块图写入此 SVG。" };

    public static Command Build()
    {
        var verb = Verb.Group("coverage", "The share of cities that codes cover, by three counting rules. 按三种口径统计的城市覆盖率。", Codes, Lang, Rule, Svg, Connection.Json);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Run(new VerbRun(parsed, stop))));
        return verb;
    }

    private static async Task<int> Run(VerbRun run)
    {
        var file = run.Get(Codes)!.ToString();
        var language = run.Get(Lang) == "en" ? CoverageLanguage.En : CoverageLanguage.Zh;
        var rule = CountingRules.All.Single(r => CountingRules.Letter(r) == run.Get(Rule));
        if (run.Get(Svg) is { } target)
        {
            OutputPlace.Result("--svg", target.ToString(), ("--codes", file));
        }

        var codes = CoverageCodes.Read("--codes", file);
        var report = CityCoverage.Of(codes.Select(c => c.Code), CityTable.Bundled);
        if (run.Get(Svg) is { } svg)
        {
            await ResultFile.Write("--svg", svg.ToString(), map => map.WriteAsync(TileMap.Svg(report, rule, language).AsMemory(), run.Stop));
        }

        var lines = codes.GroupBy(c => c.Code, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Line, StringComparer.Ordinal);
        if (run.Json)
        {
            await run.Out.WriteLineAsync(ObservatoryJson.Of(View(report, lines)));
            return ExitCode.Done;
        }

        await Say(run, report, lines, language, rule);
        return ExitCode.Done;
    }

    private static object View(CoverageReport report, Dictionary<string, int> lines) => new
    {
        report.Codes,
        report.Repeated,
        Rules = report.Rules.Select(Of),
        Provinces = report.Provinces.Select(p => new { p.Province.Code, NameZh = p.Province.Zh, NameEn = p.Province.En, Rules = p.Rules.Where(r => r.Total > 0).Select(r => new { Rule = CountingRules.Letter(r.Rule), r.Covered, r.Total, SharePct = r.SharePercent }) }),
        LeftOut = report.LeftOut.Select(l => new { l.Code, Line = lines[l.Code], l.Times, Reason = JsonNamingPolicy.SnakeCaseLower.ConvertName($"{l.Fate}"), CityCodeWords.Of(l.Fate).En, CityCodeWords.Of(l.Fate).Zh }),
    };

    private static object Of(RuleCoverage r) => new { Rule = CountingRules.Letter(r.Rule), WordsZh = CountingRules.Words(r.Rule).Zh, WordsEn = CountingRules.Words(r.Rule).En, r.Covered, r.Total, r.Needed, r.Missing, SharePct = r.SharePercent, TargetPct = r.TargetPercent, r.Reached };

    private static async Task Say(VerbRun run, CoverageReport report, Dictionary<string, int> lines, CoverageLanguage language, CountingRule rule)
    {
        var zh = language == CoverageLanguage.Zh;
        foreach (var r in report.Rules)
        {
            await run.Out.WriteLineAsync($"{TileMap.Title(report, r.Rule, language)}{(zh ? $"（须 {r.Needed}）" : $" ({r.Needed} needed)")}");
        }

        await run.Out.WriteLineAsync();
        foreach (var p in report.Provinces.Where(p => p.By(rule).Total > 0))
        {
            var own = p.By(rule);
            await run.Out.WriteLineAsync($"{p.Province.Code}  {own.Covered,3} / {own.Total,-3} {own.SharePercent,6:0.00} %  {(zh ? p.Province.Zh : p.Province.En)}");
        }

        foreach (var l in report.LeftOut)
        {
            var (en, words) = CityCodeWords.Of(l.Fate);
            await run.Notes.WriteLineAsync(zh ? $"--codes：第 {lines[l.Code]} 行，“{l.Code}”{(l.Times > 1 ? $"（{l.Times} 次）" : "")}未计入：{words}。" : $"--codes: line {lines[l.Code]}, \"{l.Code}\"{(l.Times > 1 ? $" ({l.Times} times)" : "")} is not counted: {en}.");
        }
    }
}
