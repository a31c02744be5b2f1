using System.Text;

namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>The coverage of provinces as tiles in rough geographic position, shaded by share. No borders are drawn. The same report gives the same bytes.</summary>
public static class TileMap
{
    private const int Tile = 72;
    private const int Gap = 6;
    private const int Top = 76;
    private const int Bottom = 84;
    private const int Columns = 7;
    private const int Rows = 8;

    /// <summary>Shades from nothing to all, and whether white letters stand on them; each pair has a contrast of 4.5 or more.</summary>
    private static readonly (int FromPercent, string Fill, bool White)[] Shades = [(0, "#f1f5f9", false), (1, "#d6e6f4", false), (20, "#abd0e6", false), (40, "#6aaed6", false), (60, "#2676b8", true), (80, "#08468b", true)];

    /// <summary>The title of the map: which rule, how many of how many.</summary>
    /// <param name="report">The coverage.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="language">The language.</param>
    public static string Title(CoverageReport report, CountingRule rule, CoverageLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var all = report.By(rule);
        var (en, zh) = CountingRules.Words(rule);
        return language == CoverageLanguage.Zh
            ? $"城市覆盖（口径 {CountingRules.Letter(rule)}：{zh}）：{all.Covered} / {all.Total}，{all.SharePercent:0.00} %，{(all.Reached ? "已达标" : $"未达标，还差 {all.Missing} 个")}"
            : $"Coverage of cities (rule {CountingRules.Letter(rule)}: {en}): {all.Covered} of {all.Total}, {all.SharePercent:0.00} %, {(all.Reached ? "reached" : $"not reached, {all.Missing} wanting")}";
    }

    /// <summary>The map as SVG with a title, a description that says all of it, and a title for each tile.</summary>
    /// <param name="report">The coverage.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="language">The language.</param>
    public static string Svg(CoverageReport report, CountingRule rule, CoverageLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var zh = language == CoverageLanguage.Zh;
        var (width, height) = (Gap + (Columns * (Tile + Gap)), Top + (Rows * (Tile + Gap)) + Bottom);
        var svg = new StringBuilder();
        svg.Append($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" lang=\"{(zh ? "zh-CN" : "en")}\" role=\"img\" aria-labelledby=\"coverage-title coverage-desc\" font-family=\"'Noto Sans CJK SC','Noto Sans SC','Microsoft YaHei',sans-serif\">\n");
        svg.Append($"<title id=\"coverage-title\">{Title(report, rule, language)}</title>\n<desc id=\"coverage-desc\">{Description(report, rule, zh)}</desc>\n");
        svg.Append($"<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        Head(svg, report, rule, zh);
        foreach (var province in report.Provinces)
        {
            Draw(svg, province, rule, zh);
        }

        Legend(svg, report.By(rule).TargetPercent, height - Bottom + 8, zh);
        return svg.Append("</svg>\n").ToString();
    }

    private static void Head(StringBuilder svg, CoverageReport report, CountingRule rule, bool zh)
    {
        var all = report.By(rule);
        var (en, words) = CountingRules.Words(rule);
        svg.Append($"<text x=\"{Gap}\" y=\"30\" font-size=\"{(zh ? 18 : 15)}\" font-weight=\"bold\" fill=\"#0f172a\">{(zh ? $"{words}覆盖：{all.Covered} / {all.Total}，{all.SharePercent:0.00} %" : $"{char.ToUpperInvariant(en[0])}{en[1..]}: {all.Covered} of {all.Total}, {all.SharePercent:0.00} %")}</text>\n");
        svg.Append($"<text x=\"{Gap}\" y=\"54\" font-size=\"14\" fill=\"#334155\">{(zh ? $"目标 {all.TargetPercent} %，须 {all.Needed} 个：{(all.Reached ? "已达标" : $"未达标，还差 {all.Missing} 个")}。各块位置仅为示意。" : $"Target {all.TargetPercent} %, {all.Needed} needed: {(all.Reached ? "reached" : $"not reached, {all.Missing} wanting")}. Tiles stand in rough positions.")}</text>\n");
    }

    private static void Draw(StringBuilder svg, ProvinceCoverage coverage, CountingRule rule, bool zh)
    {
        var (province, own) = (coverage.Province, coverage.By(rule));
        var (x, y) = (Gap + (province.Column * (Tile + Gap)), Top + (province.Row * (Tile + Gap)));
        var (fill, white) = Shade(own);
        var ink = white ? "#ffffff" : "#0f172a";
        svg.Append($"<g><title>{Said(coverage, rule, zh)}</title>");

        // Reached is told by a thick frame too: shade alone is not seen by all.
        svg.Append($"<rect x=\"{x}\" y=\"{y}\" width=\"{Tile}\" height=\"{Tile}\" rx=\"4\" fill=\"{fill}\" stroke=\"{(own.Reached ? "#b45309" : "#94a3b8")}\" stroke-width=\"{(own.Reached ? 3 : 1)}\"{(own.Total == 0 ? " stroke-dasharray=\"4 3\"" : "")}/>");
        Line(20, zh ? 16 : NameSize(province.En), zh ? province.ShortZh : province.En);
        if (own.Total > 0)
        {
            Line(41, 14, $"{own.Covered}/{own.Total}");
            // Cut, not rounded: 79.9 % must not read as the target.
            Line(60, 13, $"{decimal.Floor(own.SharePercent):0} %");
        }
        else
        {
            Line(44, 11, zh ? "不计" : "not counted");
        }

        svg.Append("</g>\n");

        void Line(int down, int size, string text) => svg.Append($"<text x=\"{x + (Tile / 2)}\" y=\"{y + down}\" font-size=\"{size}\" text-anchor=\"middle\" fill=\"{ink}\">{text}</text>");
    }

    private static int NameSize(string name) => name.Length switch { > 12 => 9, > 9 => 11, > 7 => 12, _ => 14 };

    private static (string Fill, bool White) Shade(RuleCoverage own)
    {
        if (own.Total == 0)
        {
            return ("#ffffff", false);
        }

        // Anything at all is more than nothing, and what is short of a bound is not beyond it.
        var percent = own.Covered == 0 ? 0 : Math.Max(1, own.Covered * 100 / own.Total);
        var shade = Shades.Last(s => percent >= s.FromPercent);
        return (shade.Fill, shade.White);
    }

    private static void Legend(StringBuilder svg, int target, int y, bool zh)
    {
        string[] words = zh ? ["无", "1–19 %", "20–39 %", "40–59 %", "60–79 %", "80–100 %"] : ["none", "1–19 %", "20–39 %", "40–59 %", "60–79 %", "80–100 %"];
        for (var i = 0; i < Shades.Length; i++)
        {
            var x = Gap + (i * 78);
            svg.Append($"<rect x=\"{x}\" y=\"{y}\" width=\"18\" height=\"18\" fill=\"{Shades[i].Fill}\" stroke=\"#94a3b8\"/><text x=\"{x + 23}\" y=\"{y + 14}\" font-size=\"12\" fill=\"#334155\">{words[i]}</text>\n");
        }

        svg.Append($"<rect x=\"{Gap + 1}\" y=\"{y + 26}\" width=\"16\" height=\"16\" fill=\"none\" stroke=\"#b45309\" stroke-width=\"3\"/><text x=\"{Gap + 23}\" y=\"{y + 39}\" font-size=\"12\" fill=\"#334155\">{(zh ? $"达到 {target} %" : $"{target} % reached")}</text>\n");
        svg.Append($"<text x=\"{Gap}\" y=\"{y + 64}\" font-size=\"12\" fill=\"#334155\">{(zh ? "虚线框：本口径在该处没有计入的单位，或不在来源名单之内（统计代码截至 2023-06-30）。" : "Dashed: the rule counts no unit there, or it is not in the source list (statistical codes as of 2023-06-30).")}</text>\n");
    }

    private static string Description(CoverageReport report, CountingRule rule, bool zh) => string.Join(zh ? "；" : "; ", report.Provinces.Select(p => Said(p, rule, zh))) + (zh ? "。" : ".");

    private static string Said(ProvinceCoverage coverage, CountingRule rule, bool zh)
    {
        var own = coverage.By(rule);
        var name = zh ? coverage.Province.Zh : coverage.Province.En;
        return own.Total == 0
            ? zh ? $"{name}：不计" : $"{name}: not counted"
            : zh ? $"{name}：{own.Covered} / {own.Total}，{own.SharePercent:0.00} %" : $"{name}: {own.Covered} of {own.Total}, {own.SharePercent:0.00} %";
    }
}
