using System.Globalization;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;

namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>What a declared form may say, and how much an output of it can hold.</summary>
public static class OutputForms
{
    /// <summary>A column whose value is one of a declared list.</summary>
    public const string Category = "category";

    /// <summary>A column that says how many records a cell stands for.</summary>
    public const string Count = "count";

    /// <summary>A column of numbers.</summary>
    public const string Number = "number";

    /// <summary>Digits of a number at most.</summary>
    public const int DigitsTop = 15;

    private const int ColumnsMax = 50;
    private const int ValuesMax = 1000;
    private const int TextMax = 60;

    /// <summary>The field that can't be accepted and what it must be; null when all can.</summary>
    /// <param name="outputs">The declared outputs.</param>
    /// <param name="most">How many a job may have.</param>
    public static (string Field, string Must, string? Was)? Check(IReadOnlyList<OutputForm> outputs, int most)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count > most || outputs.Any(o => o is null))
        {
            return ("outputs", $"at most {most}", $"{outputs.Count} outputs");
        }

        foreach (var output in outputs)
        {
            if (output.Name is not { Length: > 0 and <= 100 } name || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') || name[0] == '.')
            {
                return ("outputs.name", "1 to 100 letters, digits, dots, hyphens and underscores, not a dot first", output.Name);
            }

            if (outputs.Count(o => string.Equals(o.Name, name, StringComparison.OrdinalIgnoreCase)) > 1)
            {
                return ("outputs.name", "each output once", name);
            }

            if (!AirlockRules.AllForms.Contains(output.Form))
            {
                return ("outputs.form", string.Join(", ", AirlockRules.AllForms), output.Form);
            }

            if (output.BytesMax is < 1 or > AirlockRules.BytesTop)
            {
                return ("outputs.bytesMax", $"1 to {AirlockRules.BytesTop}", $"{output.BytesMax}");
            }

            if (output.RowsMax < 1)
            {
                return ("outputs.rowsMax", "1 or more", $"{output.RowsMax}");
            }

            if (CheckColumns(output) is { } column)
            {
                return column;
            }
        }

        return null;
    }

    /// <summary>The owners' rule that no output of a form could keep, in both languages; null when there is none.</summary>
    /// <param name="form">A form that <see cref="Check"/> accepts.</param>
    /// <param name="rules">The rules of all owners together.</param>
    public static KeptRule? Against(OutputForm form, AirlockRules rules)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(rules);
        if (!rules.Forms.Contains(form.Form))
        {
            return new KeptRule("forms", $"所有者只允许：{string.Join("、", rules.Forms)}。", $"The owners permit {(rules.Forms.Count == 0 ? "no form together" : string.Join(", ", rules.Forms))}, not {form.Form}.");
        }

        if (form.BytesMax > rules.BytesMax)
        {
            return new KeptRule("bytesMax", $"声明 {form.BytesMax} 字节，所有者至多允许 {rules.BytesMax}。", $"{form.BytesMax} bytes are declared; the owners permit {rules.BytesMax}.");
        }

        if (form.RowsMax > rules.RowsMax)
        {
            return new KeptRule("rowsMax", $"声明 {form.RowsMax} 行，所有者至多允许 {rules.RowsMax}。", $"{(form.RowsMax == 1 ? "1 row is" : $"{form.RowsMax} rows are")} declared; the owners permit {rules.RowsMax}.");
        }

        if (form.Columns.FirstOrDefault(c => c.Kind != Category && c.Digits > rules.DigitsMax) is { } wide)
        {
            return new KeptRule("digitsMax", $"列“{wide.Name}”声明 {wide.Digits} 位数字，所有者至多允许 {rules.DigitsMax}。", $"Column \"{wide.Name}\" has {wide.Digits} digits; the owners permit {rules.DigitsMax}.");
        }

        if (rules.CellCountMin > 1 && form.Columns.All(c => c.Kind != Count))
        {
            return new KeptRule("cellCountMin", $"每格至少 {rules.CellCountMin} 条记录，故须有一列为计数。", $"A cell must stand for {CountWords.Of(rules.CellCountMin, "record")} at least, so one column must be its count.");
        }

        var bits = Bits(form, rules);
        return bits > rules.BitsMax
            ? new KeptRule("bitsMax", $"该形式可容纳 {bits} 比特，所有者至多允许 {rules.BitsMax}：请减少行、列或位数。", $"The form can hold {bits} bits; the owners permit {rules.BitsMax}. Fewer rows, columns or digits hold less.")
            : null;
    }

    /// <summary>Bits that one output of a form can hold: which of its cells are there, and what each says.</summary>
    /// <param name="form">The form.</param>
    /// <param name="rules">The rules of all owners together.</param>
    public static long Bits(OutputForm form, AirlockRules rules)
    {
        ArgumentNullException.ThrowIfNull(form);
        var cells = Cells(form);
        var rows = Math.Min(cells, RowsMax(form, rules));
        var row = form.Columns.Where(c => c.Kind != Category).Sum(c => Bits(c));

        // Which rows are there: of few cells one bit each, of many the number of each row.
        var which = Math.Min(cells, rows * Math.Ceiling(Math.Log2(cells) + 1));
        return (long)Math.Min(long.MaxValue / 2, which + Math.Ceiling(rows * row));
    }

    /// <summary>Rows that an output of a form may have.</summary>
    /// <param name="form">The form.</param>
    /// <param name="rules">The rules of all owners together.</param>
    public static int RowsMax(OutputForm form, AirlockRules rules)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(rules);
        return Math.Min(form.RowsMax ?? int.MaxValue, rules.RowsMax);
    }

    /// <summary>The form in one line, as it is typed.</summary>
    /// <param name="form">The form.</param>
    public static string Line(OutputForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return string.Join("; ", form.Columns.Select(Column).Prepend(form.Form));
    }

    private static string Column(OutputColumn column) => column.Kind switch
    {
        Category => $"{column.Name}={string.Join('|', column.Values ?? [])}",
        Count => $"{column.Name}=count",
        _ => string.Create(CultureInfo.InvariantCulture, $"{column.Name}=number:{column.Digits}.{column.Decimals}"),
    };

    private static double Cells(OutputForm form) => form.Columns.Where(c => c.Kind == Category).Aggregate(1.0, (all, c) => all * c.Values!.Count);

    private static double Bits(OutputColumn column) => (column.Digits * Math.Log2(10)) + (column.Kind == Number ? 1 : 0);

    private static (string Field, string Must, string? Was)? CheckColumns(OutputForm output)
    {
        var columns = output.Columns;
        if (columns is null || columns.Count is < 1 or > ColumnsMax || columns.Any(c => c is null))
        {
            return ("outputs.columns", $"1 to {ColumnsMax}", $"{columns?.Count} columns");
        }

        foreach (var column in columns)
        {
            if (!Plain(column.Name))
            {
                return ("outputs.columns.name", "1 to 60 characters without commas, quotes, semicolons and equals signs", column.Name);
            }

            if (columns.Count(c => c.Name == column.Name) > 1)
            {
                return ("outputs.columns.name", "each column once", column.Name);
            }

            if (column.Kind is not (Category or Count or Number) || (column.Kind == Category && output.Form == "json"))
            {
                return ("outputs.columns.kind", output.Form == "json" ? "count, number" : "category, count, number", column.Kind);
            }

            if (column.Kind == Category && (column.Values is not { Count: > 0 and <= ValuesMax } values || !values.All(Plain) || values.Distinct(StringComparer.Ordinal).Count() != values.Count))
            {
                return ("outputs.columns.values", "1 to 1000 values of 1 to 60 characters without commas, quotes, semicolons and equals signs, each once", $"{column.Values?.Count} values");
            }

            if (column.Kind != Category && (column.Digits is < 1 or > DigitsTop || column.Decimals < 0 || column.Decimals > column.Digits || (column.Kind == Count && column.Decimals != 0)))
            {
                return ("outputs.columns.digits", "1 to 15, and no more decimals than digits; a count has none", string.Create(CultureInfo.InvariantCulture, $"{column.Digits}.{column.Decimals}"));
            }
        }

        return columns.Count(c => c.Kind == Count) > 1 ? ("outputs.columns.kind", "count of one column at most", "several") : null;
    }

    /// <summary>What a reader sees as it is, and a line of a table holds: no look-alikes of nothing.</summary>
    private static bool Plain(string? text) =>
        text is { Length: > 0 and <= TextMax } && text.Trim().Length == text.Length
        && text.EnumerateRunes().All(r => Readable(System.Text.Rune.GetUnicodeCategory(r)) && r.Value is not (',' or '"' or '\'' or ';' or '=' or '|') && r.Value != 0xFFFD);

    private static bool Readable(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
