using System.Text;

namespace KeyEcosystem.Observatory.Core.Reports;

/// <summary>Writes a document as one HTML file: no script, nothing from elsewhere, the same document gives the same bytes.</summary>
public static class ReportHtml
{
    /// <summary>Writes it.</summary>
    /// <param name="document">The document.</param>
    public static string Of(ReportDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var isZh = document.Language == ReportLanguage.Zh;
        var html = new StringBuilder(200_000);
        html.Append($"""
            <!doctype html>
            <html lang="{(isZh ? "zh-CN" : "en")}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>{Text(document.Title)} {ReportFigures.Day(document.Vintage)}</title>
            <style>
            {ReportStyle.Of(document)}
            </style>
            </head>
            <body>
            <header><h1>{Text(document.Title)}</h1><p class="sub">{Text(document.Subtitle)}</p></header>
            <nav aria-label="{(isZh ? "目录" : "Contents")}"><ol>

            """);
        foreach (var section in document.Sections)
        {
            html.Append($"<li><a href=\"#{Attribute(section.Id)}\">{Text(section.Title)}</a></li>\n");
        }

        html.Append("</ol></nav>\n<main>\n");
        var seen = new HashSet<string>(document.Sections.Select(s => s.Id), StringComparer.Ordinal);
        foreach (var section in document.Sections)
        {
            html.Append($"<section id=\"{Attribute(section.Id)}\"{(section.IsWide ? " class=\"wide\"" : "")}>\n<h2>{Text(section.Title)}</h2>\n");
            foreach (var block in section.Blocks)
            {
                Block(html, block, seen);
            }

            html.Append("</section>\n");
        }

        html.Append($"</main>\n<footer><p>{(isZh ? "数据指纹" : "Fingerprint")} <code>{document.Hash}</code></p></footer>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Text between tags. Characters that no page may hold are left out.</summary>
    internal static string Text(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = c switch
            {
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '&' => safe.Append("&amp;"),
                '"' => safe.Append("&quot;"),
                _ when char.IsControl(c) && c is not ('\n' or '\t') => safe,
                _ => safe.Append(c),
            };
        }

        return safe.ToString();
    }

    /// <summary>Text within the quotes of an attribute.</summary>
    internal static string Attribute(string text) => Text(text);

    private static void Block(StringBuilder html, ReportBlock block, HashSet<string> seen)
    {
        switch (block)
        {
            case ReportParagraph paragraph:
                html.Append("<p>");
                Spans(html, paragraph.Text, seen);
                html.Append("</p>\n");
                break;
            case ReportHeading heading:
                html.Append($"<h3>{Text(heading.Text)}</h3>\n");
                break;
            case ReportQuote quote:
                html.Append($"<blockquote><p>{Text(quote.Words)}</p><footer>{Text(quote.From)}</footer></blockquote>\n");
                break;
            case ReportFigure figure:
                html.Append($"<figure id=\"{Attribute(figure.Id)}\"><figcaption>{Text(figure.Caption)}</figcaption>{ReportSvg.Of(figure.Chart, figure.Alternative)}</figure>\n");
                break;
            case ReportTable table:
                Table(html, table, seen);
                break;
        }
    }

    private static void Table(StringBuilder html, ReportTable table, HashSet<string> seen)
    {
        var whole = table.Columns.Sum(c => c.Share);
        html.Append($"<table id=\"{Attribute(table.Id)}\"{(table.IsDense ? " class=\"dense\"" : "")}><caption>{Text(table.Caption)}</caption>\n<colgroup>");
        foreach (var column in table.Columns)
        {
            html.Append($"<col style=\"width:{ReportSvg.N(100 * column.Share / whole)}%\">");
        }

        html.Append("</colgroup>\n<thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Append($"<th scope=\"col\"{Kind(column)}>{Text(column.Head)}</th>");
        }

        html.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows)
        {
            html.Append("<tr");
            Anchor(html, row.Id, seen);
            html.Append(row.Tone.Length > 0 ? $" class=\"{Attribute(row.Tone)}\">" : ">");
            for (var i = 0; i < row.Cells.Count; i++)
            {
                html.Append(i == 0 ? "<th scope=\"row\">" : $"<td data-h=\"{Attribute(table.Columns[i].Head)}\"{Kind(table.Columns[i])}>");
                Spans(html, row.Cells[i], seen);
                html.Append(i == 0 ? "</th>" : "</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody></table>\n");
    }

    private static string Kind(ReportColumn column) => column.IsNumber ? " class=\"n\"" : column.IsWhole ? " class=\"w\"" : "";

    private static void Spans(StringBuilder html, ReportText text, HashSet<string> seen)
    {
        foreach (var span in text.Spans)
        {
            if (span.Number is null && span.Link is null)
            {
                html.Append(Text(span.Text));
                continue;
            }

            var tag = span.Link is null ? "span" : "a";
            html.Append('<').Append(tag);
            Anchor(html, span.Number, seen);
            html.Append(span.Number is { } number ? $" data-n=\"{Attribute(number)}\"" : "")
                .Append(span.Link is { } link ? $" href=\"{Attribute(link)}\">" : ">")
                .Append(Text(span.Text)).Append("</").Append(tag).Append('>');
        }
    }

    /// <summary>An id stands once: where its number is told first.</summary>
    private static void Anchor(StringBuilder html, string? id, HashSet<string> seen)
    {
        if (id is not null && seen.Add(id))
        {
            html.Append($" id=\"{Attribute(id)}\"");
        }
    }
}
