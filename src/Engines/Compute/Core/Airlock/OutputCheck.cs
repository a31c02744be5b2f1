using System.Globalization;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>
/// Checks an output of a sealed job against its declared form and the owners' rules, and writes what may leave anew: of the job's own bytes nothing goes out,
/// so that spelling, order and white space carry nothing.
/// </summary>
public static class OutputCheck
{
    private const int FindingsMax = 50;
    private const int ShownMax = 40;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>An output that is not there, or can't be taken.</summary>
    /// <param name="zh">Why, in Chinese.</param>
    /// <param name="en">Why, in English.</param>
    public static OutputVerdict Missing(string zh, string en) => new([Bad("present", null, null, zh, en)], null);

    /// <summary>Checks the bytes of an output.</summary>
    /// <param name="form">The declared form.</param>
    /// <param name="rules">The rules of all owners together.</param>
    /// <param name="bytes">What the job left.</param>
    /// <param name="data">Records that there are in the data; null where that is not known.</param>
    public static OutputVerdict Of(OutputForm form, AirlockRules rules, ReadOnlyMemory<byte> bytes, DataRecords? data)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(rules);
        var findings = new List<AirlockFindingView>();
        var most = Math.Min(form.BytesMax ?? int.MaxValue, rules.BytesMax);
        if (bytes.Length > most)
        {
            return new OutputVerdict([Bad("size", null, null, $"{bytes.Length} 字节，至多 {most}。", $"It has {bytes.Length} bytes; {most} are permitted.")], null);
        }

        if (OutputForms.Against(form, rules) is { } changed)
        {
            // The owners have set stricter rules since the job was taken.
            return new OutputVerdict([Bad(changed.Rule, null, null, changed.Zh, changed.En)], null);
        }

        findings.Add(Good("size", $"{bytes.Length} 字节，未超过 {most}。", $"It has {bytes.Length} bytes, no more than {most}."));
        var rows = form.Form == "json" ? Object(form, bytes, findings) : Table(form, bytes, findings);
        if (rows is null)
        {
            return new OutputVerdict(findings, null);
        }

        findings.Add(Good("form", "列与声明一致。", "Its columns are the declared ones."));
        Rows(form, rules, rows, findings);
        var cells = rows.Select((r, i) => Read(form, r, i + 1, findings)).ToList();
        if (findings.TrueForAll(f => f.Passed))
        {
            findings.Add(Good("cell", "每格都是所声明的类别或位数之内的数。", "Every cell is a declared category or a number of the declared digits."));
            Distinct(form, cells, findings);
            Counts(form, rules, cells, data, findings);
        }

        if (findings.Exists(f => !f.Passed))
        {
            return new OutputVerdict([.. findings.OrderBy(f => f.Passed).Take(FindingsMax)], null);
        }

        var bits = OutputForms.Bits(form, rules);
        findings.Add(Good("bits", $"该形式至多容纳 {bits} 比特。", $"Its form holds {bits} bits at most."));
        return new OutputVerdict(findings, form.Form == "json" ? WriteObject(form, cells[0]) : WriteTable(form, cells));
    }

    private static void Rows(OutputForm form, AirlockRules rules, List<string[]> rows, List<AirlockFindingView> findings)
    {
        var most = OutputForms.RowsMax(form, rules);
        findings.Add(rows.Count > most
            ? Bad("rows", null, null, $"{rows.Count} 行，至多 {most}。", $"It has {CountWords.Of(rows.Count, "row")}; {most} are permitted.")
            : Good("rows", $"{rows.Count} 行，未超过 {most}。", $"It has {CountWords.Of(rows.Count, "row")}, no more than {most}."));
    }

    private static List<string[]>? Table(OutputForm form, ReadOnlyMemory<byte> bytes, List<AirlockFindingView> findings)
    {
        string text;
        try
        {
            text = Strict.GetString(bytes.Span);
        }
        catch (DecoderFallbackException)
        {
            findings.Add(Bad("form", null, null, "不是 UTF-8 文本。", "It is no UTF-8 text."));
            return null;
        }

        var lines = text.TrimStart('\uFEFF').Split('\n');
        var last = lines.Length > 1 && lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        var head = Cells(lines[0]);
        if (!head.SequenceEqual(form.Columns.Select(c => c.Name), StringComparer.Ordinal))
        {
            findings.Add(Bad("form", null, null, $"表头须为：{string.Join(',', form.Columns.Select(c => c.Name))}。", $"Its head must be: {string.Join(',', form.Columns.Select(c => c.Name))}."));
            return null;
        }

        var rows = new List<string[]>();
        for (var i = 1; i < last; i++)
        {
            var cells = Cells(lines[i]);
            if (cells.Length != form.Columns.Count)
            {
                findings.Add(Bad("form", i, null, $"第 {i} 行有 {cells.Length} 格，须为 {form.Columns.Count}。", $"Row {i} has {cells.Length} cells; it must have {form.Columns.Count}."));
                return null;
            }

            rows.Add(cells);
        }

        return rows;
    }

    private static string[] Cells(string line)
    {
        var cells = (line.EndsWith('\r') ? line[..^1] : line).Split(',');
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = cells[i] is ['"', .. var inner, '"'] ? inner : cells[i];
        }

        return cells;
    }

    private static List<string[]>? Object(OutputForm form, ReadOnlyMemory<byte> bytes, List<AirlockFindingView> findings)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 4 });
            var members = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.EnumerateObject().ToList() : [];
            if (!members.Select(m => m.Name).Order(StringComparer.Ordinal).SequenceEqual(form.Columns.Select(c => c.Name).Order(StringComparer.Ordinal), StringComparer.Ordinal))
            {
                findings.Add(Bad("form", null, null, $"须为一个对象，成员恰为：{string.Join(", ", form.Columns.Select(c => c.Name))}，各一次。", $"It must be one object with the members {string.Join(", ", form.Columns.Select(c => c.Name))}, each once, and no other."));
                return null;
            }

            if (members.Find(m => m.Value.ValueKind != JsonValueKind.Number) is { Value.ValueKind: not JsonValueKind.Undefined } odd)
            {
                findings.Add(Bad("number", null, odd.Name, $"成员“{odd.Name}”须为数。", $"Member \"{odd.Name}\" must be a number."));
                return null;
            }

            return [[.. form.Columns.Select(c => members.Find(m => m.Name == c.Name).Value.GetRawText())]];
        }
        catch (Exception odd) when (odd is JsonException or InvalidOperationException)
        {
            // A name of half a character is read as late as it is asked for.
            findings.Add(Bad("form", null, null, "不是 JSON。", "It is no JSON."));
            return null;
        }
    }

    /// <summary>The cells of a row as the node will write them; what does not fit leaves a finding.</summary>
    private static string[] Read(OutputForm form, string[] row, int number, List<AirlockFindingView> findings)
    {
        var cells = new string[row.Length];
        for (var i = 0; i < row.Length; i++)
        {
            var column = form.Columns[i];
            cells[i] = row[i];
            if (column.Kind == OutputForms.Category)
            {
                if (!column.Values!.Contains(row[i], StringComparer.Ordinal))
                {
                    Found(findings, Bad("category", number, column.Name, $"第 {number} 行“{column.Name}”：“{Shown(row[i])}”不在声明的类别中。", $"Row {number}, \"{column.Name}\": \"{Shown(row[i])}\" is none of the declared categories."));
                }
            }
            else if (Spelled(column, row[i]) is { } spelled)
            {
                cells[i] = spelled;
            }
            else
            {
                var zh = column.Kind == OutputForms.Count ? $"至多 {column.Digits} 位的非负整数" : $"至多 {column.Digits} 位、其中小数至多 {column.Decimals} 位的数";
                var en = column.Kind == OutputForms.Count ? $"a whole number of at most {column.Digits} digits, not negative" : $"a plain number of at most {column.Digits} digits, {column.Decimals} of them behind the point";
                Found(findings, Bad("number", number, column.Name, $"第 {number} 行“{column.Name}”：“{Shown(row[i])}”须为{zh}。", $"Row {number}, \"{column.Name}\": \"{Shown(row[i])}\" must be {en}."));
            }
        }

        return cells;
    }

    /// <summary>The one spelling of a number; null where it does not have the declared digits.</summary>
    private static string? Spelled(OutputColumn column, string text)
    {
        var styles = column.Kind == OutputForms.Count ? NumberStyles.None : NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        if (text.Length > 40 || !decimal.TryParse(text, styles, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var unit = 1m;
        for (var i = 0; i < column.Decimals; i++)
        {
            unit *= 10;
        }

        var whole = 1m;
        for (var i = column.Decimals; i < column.Digits; i++)
        {
            whole *= 10;
        }

        // No value beyond the digits, and none between them: what is rounded away unsaid would be the job's to choose.
        return Math.Abs(value) >= whole || decimal.Truncate(value * unit) != value * unit ? null : (value == 0 ? 0m : value).ToString("F" + column.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static void Distinct(OutputForm form, List<string[]> rows, List<AirlockFindingView> findings)
    {
        var names = form.Columns.Select((c, i) => (c, i)).Where(x => x.c.Kind == OutputForms.Category).Select(x => x.i).ToArray();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
        {
            if (!seen.TryAdd(string.Join('|', names.Select(n => rows[i][n])), i + 1))
            {
                Found(findings, names.Length == 0
                    ? Bad("cell", i + 1, null, "没有类别列的表只有一行。", "A table without a column of categories has one row.")
                    : Bad("cell", i + 1, null, $"第 {i + 1} 行与第 {seen[string.Join('|', names.Select(n => rows[i][n]))]} 行是同一格。", $"Row {i + 1} is of the same cell as row {seen[string.Join('|', names.Select(n => rows[i][n]))]}."));
            }
        }
    }

    private static void Counts(OutputForm form, AirlockRules rules, List<string[]> rows, DataRecords? data, List<AirlockFindingView> findings)
    {
        var at = form.Columns.Select(c => c.Kind).ToList().IndexOf(OutputForms.Count);
        if (at < 0)
        {
            findings.Add(rules.CellCountMin > 1
                ? Bad("count", null, null, $"没有计数列，无法核对每格至少 {rules.CellCountMin} 条记录。", $"Without a count it can't be told that each cell stands for {CountWords.Of(rules.CellCountMin, "record")}.")
                : Good("count", "所有者不要求每格记录数。", "The owners ask for no count."));
            return;
        }

        var counts = rows.ConvertAll(r => long.Parse(r[at], NumberStyles.None, CultureInfo.InvariantCulture));
        for (var i = 0; i < counts.Count; i++)
        {
            if (counts[i] < rules.CellCountMin)
            {
                Found(findings, Bad("count", i + 1, form.Columns[at].Name, $"第 {i + 1} 行代表 {counts[i]} 条记录，至少须 {rules.CellCountMin}。", $"Row {i + 1} stands for {counts[i]} records; {rules.CellCountMin} is the least."));
            }
        }

        if (data is { } has)
        {
            var sum = counts.Aggregate(Int128.Zero, (all, c) => all + c);
            var (zh, en) = has.AreLines ? ($"{has.Count} 行（数据不是或不全是表格，按行计数）", $"{CountWords.Of(has.Count, "line")} of the data, which is no table or not all of it") : ($"{has.Count} 条", $"{CountWords.Of(has.Count, "record")} of the data");
            findings.Add(sum > has.Count
                ? Bad("records", null, form.Columns[at].Name, $"各格记录数合计 {sum}，超过数据的 {zh}。", $"The cells stand for {sum} records together, more than the {en}.")
                : Good("records", $"各格记录数合计 {sum}，未超过数据的 {zh}。", $"The cells stand for {sum} records together, no more than the {en}."));
        }

        if (findings.TrueForAll(f => f.Passed))
        {
            findings.Add(Good("count", $"每格至少 {rules.CellCountMin} 条记录。", $"Each cell stands for {CountWords.Of(rules.CellCountMin, "record")} at least."));
        }
    }

    private static string WriteTable(OutputForm form, List<string[]> rows)
    {
        var names = form.Columns.Select((c, i) => (Values: c.Values, At: i)).Where(x => form.Columns[x.At].Kind == OutputForms.Category)
            .Select(x => (Order: x.Values!.Index().ToDictionary(v => v.Item, v => v.Index, StringComparer.Ordinal), x.At)).ToArray();
        var text = new StringBuilder().AppendJoin(',', form.Columns.Select(c => c.Name)).Append('\n');
        IOrderedEnumerable<string[]> ordered = rows.OrderBy(_ => 0);
        foreach (var (order, at) in names)
        {
            ordered = ordered.ThenBy(r => order[r[at]]);
        }

        foreach (var row in ordered)
        {
            text.AppendJoin(',', row).Append('\n');
        }

        return text.ToString();
    }

    private static string WriteObject(OutputForm form, string[] cells)
    {
        var members = form.Columns.Select((c, i) => $"{JsonSerializer.Serialize(c.Name)}:{cells[i]}");
        return "{" + string.Join(',', members) + "}\n";
    }

    private static void Found(List<AirlockFindingView> findings, AirlockFindingView finding)
    {
        // A job can make more faults than anybody reads.
        if (findings.Count < FindingsMax)
        {
            findings.Add(finding);
        }
    }

    private static string Shown(string text) => new([.. text.Take(ShownMax).Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format ? '?' : c)]);

    private static AirlockFindingView Good(string rule, string zh, string en) => new(rule, true, null, null, zh, en);

    private static AirlockFindingView Bad(string rule, int? row, string? column, string zh, string en) => new(rule, false, row, column, zh, en);
}
