namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>How the page looks on screens, light and dark, and on paper.</summary>
internal static class ReportStyle
{
    private const string Rules = """
        :root { --ground: #f5f7f8; --surface: #fff; --text: #1b2430; --muted: #4a5768; --line: #d5dce2; --primary: #12506b; --soft: #e8f0f4; --good: #1e6b3c; --bad: #b3261e; --note: #8a5a00; color-scheme: light; }
        @media screen and (prefers-color-scheme: dark) { :root { --ground: #11171d; --surface: #19212a; --text: #e6ebf0; --muted: #a9b6c3; --line: #2c3743; --primary: #7fc4de; --soft: #20303a; --good: #7bcb96; --bad: #f2a29b; --note: #e6b566; color-scheme: dark; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 1.5rem clamp(.75rem, 3vw, 2.5rem) 3rem; max-width: 76rem; background: var(--ground); color: var(--text); font: 15px/1.6 system-ui, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif; overflow-wrap: break-word; }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: 0; } h2 { font-size: 1.25rem; margin: 2.2rem 0 .6rem; padding-bottom: .3rem; border-bottom: 2px solid var(--primary); } h3 { font-size: 1.02rem; margin: 1.5rem 0 .3rem; }
        p { margin: .5rem 0; max-width: 80ch; } .sub, footer { color: var(--muted); } code { overflow-wrap: anywhere; font-size: .85em; }
        a { color: var(--primary); text-decoration-thickness: 1px; text-underline-offset: 2px; } a[data-n], th a { text-decoration: none; } a[data-n]:hover, a[data-n]:focus-visible, th a:hover { text-decoration: underline; }
        :focus-visible { outline: 3px solid var(--primary); outline-offset: 2px; } :target { background: var(--soft); }
        nav ol { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; margin: .8rem 0 0; list-style: none; }
        table { width: 100%; border-collapse: collapse; background: var(--surface); margin: 1rem 0; } caption { text-align: start; font-weight: 600; padding: .35rem 0; }
        th, td { text-align: start; vertical-align: top; padding: .4rem .5rem; border-bottom: 1px solid var(--line); font-weight: 400; } thead th { background: var(--soft); font-weight: 600; }
        .n { text-align: end; font-variant-numeric: tabular-nums; } td.n, td.w { white-space: nowrap; } .dense { font-size: .84rem; line-height: 1.45; }
        tbody tr { border-inline-start: 4px solid var(--line); } tr.good { border-inline-start-color: var(--good); } tr.bad { border-inline-start-color: var(--bad); } tr.open { border-inline-start: 4px dotted var(--note); }
        figure { margin: 1rem 0; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; max-width: 56rem; } figcaption { font-weight: 600; margin-bottom: .4rem; } svg { display: block; width: 100%; height: auto; }
        blockquote { margin: .6rem 0; padding: .1rem 1rem; border-inline-start: 4px solid var(--line); }
        svg text { fill: var(--text); font-size: 13px; } svg .t { fill: var(--muted); font-size: 12px; } svg .v { font-weight: 600; }
        svg .grid { stroke: var(--line); } svg .axis { stroke: var(--muted); } svg .bar { fill: var(--primary); } svg .range { stroke: var(--note); stroke-width: 3; }
        svg .claim { fill: var(--muted); stroke: var(--surface); stroke-width: 1.5; } svg .open { fill: var(--surface); stroke: var(--muted); stroke-width: 2; } svg .arrow { stroke: var(--muted); stroke-width: 2; fill: none; }
        svg .measured { fill: var(--primary); } svg .target { fill: var(--note); stroke: var(--note); stroke-width: 2; } svg .open-target { fill: var(--surface); }
        svg .history { fill: none; stroke: var(--primary); stroke-width: 2.5; } svg .forecast { fill: none; stroke: var(--primary); stroke-width: 2; stroke-dasharray: 6 4; } svg .path { fill: none; stroke: var(--note); stroke-width: 2; stroke-dasharray: 2 4; stroke-linecap: round; }
        svg .band0 { fill: var(--primary); fill-opacity: .14; } svg .band1 { fill: var(--primary); fill-opacity: .22; }
        @media screen and (max-width: 45rem) {
          table, caption, tbody, tr, tbody th, tbody td { display: block; } thead, colgroup { display: none; } tbody tr { padding: .5rem .7rem; border-bottom: 1px solid var(--line); } tbody th { border: 0; padding: 0 0 .2rem; font-weight: 600; }
          tbody td { border: 0; padding: .1rem 0; display: grid; grid-template-columns: 8.5rem minmax(0, 1fr); gap: .6rem; text-align: start; overflow-wrap: anywhere; } tbody td.n, tbody td.w { text-align: start; white-space: normal; } tbody td:empty { display: none; } tbody td::before { content: attr(data-h); color: var(--muted); }
          figure { overflow-x: auto; } svg { min-width: 34rem; }
        }
        @media print {
          :root { --ground: #fff; --soft: #eef3f6; } body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.45; } nav, body > footer { display: none; } h1 { font-size: 15pt; } h2 { font-size: 12.5pt; margin-top: 0; margin-bottom: 4pt; } h3 { font-size: 10.5pt; break-after: avoid; } h3 + p { break-after: avoid; }
          header { page: wide; } section { break-before: page; page: upright; } section.wide { page: wide; } section#decisions { break-before: avoid; } #decisions h2 { margin-top: 6pt; } section#scenarios, section#capital { break-before: auto; } #capital h2 { margin-top: 14pt; } p { max-width: none; }
          .sub { margin: 1pt 0; } #decisions p { margin: 1.5pt 0; font-size: 8.3pt; line-height: 1.3; } #decisions table { margin: 3pt 0; } #decisions caption { padding: 1pt 0; } #decisions th, #decisions td { padding: 1pt 3pt; } #decisions .dense { font-size: 7.1pt; line-height: 1.18; }
          th, td { padding: 2.5pt 4pt; } .dense { font-size: 7.8pt; line-height: 1.35; } thead { display: table-header-group; } tr, figure, h2 { break-inside: avoid; } figure { border: 0; padding: 0; max-width: none; margin: 6pt 0; } figcaption, caption { break-after: avoid; } a { color: inherit; text-decoration: none; }
          #status figure { max-width: 190mm; } #figure\.shares svg { max-height: 158mm; }
          * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """;

    /// <summary>The rules, with what stands in the margins of printed pages.</summary>
    public static string Of(ReportDocument document)
    {
        var isZh = document.Language == ReportLanguage.Zh;
        var page = isZh ? "\"第 \" counter(page) \" 页/共 \" counter(pages) \" 页\"" : "\"Page \" counter(page) \" of \" counter(pages)";
        // Neither title nor subtitle holds a quote or a backslash: both are words of this house and figures.
        var margins = $$"""
            @page { size: A4; margin: 17mm 15mm 16mm; @top-left { content: "{{document.Title}}"; font: 8pt sans-serif; color: #4a5768; } @top-right { content: "{{ReportFigures.Instant(document.Vintage)}}"; font: 8pt sans-serif; color: #4a5768; } @bottom-left { content: "{{document.Hash[..16]}}"; font: 8pt sans-serif; color: #4a5768; } @bottom-right { content: {{page}}; font: 8pt sans-serif; color: #4a5768; } }
            @page wide { size: A4 landscape; margin: 14mm 12mm 13mm; }
            @page upright { size: A4 portrait; }
            """;
        return Rules + "\n" + margins;
    }
}
