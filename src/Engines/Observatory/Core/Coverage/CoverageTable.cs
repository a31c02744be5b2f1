using System.Text;

namespace KeyEcosystem.Observatory.Core.Coverage;

/// <summary>The coverage of provinces as a table: what the tile map says, for who does not see it.</summary>
public static class CoverageTable
{
    /// <summary>An HTML table with caption and heads. All of its text comes from the bundled table, which has no mark-up in it.</summary>
    /// <param name="report">The coverage.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="language">The language.</param>
    public static string Html(CoverageReport report, CountingRule rule, CoverageLanguage language)
    {
        ArgumentNullException.ThrowIfNull(report);
        var zh = language == CoverageLanguage.Zh;
        var html = new StringBuilder($"<table lang=\"{(zh ? "zh-CN" : "en")}\">\n<caption>{TileMap.Title(report, rule, language)}</caption>\n<thead><tr>");
        foreach (var head in zh ? (string[])["省级单位", "已覆盖", "总数", "比例"] : ["Province-level unit", "Covered", "Total", "Share"])
        {
            html.Append($"<th scope=\"col\">{head}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var province in report.Provinces)
        {
            var own = province.By(rule);
            var name = zh ? province.Province.Zh : province.Province.En;
            html.Append($"<tr><th scope=\"row\">{name}</th><td>{own.Covered}</td><td>{own.Total}</td><td>{(own.Total == 0 ? (zh ? "不计" : "not counted") : $"{own.SharePercent:0.00} %")}</td></tr>\n");
        }

        return html.Append("</tbody>\n</table>\n").ToString();
    }
}
