using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>
/// Reads a formula: sums, products and quotients of numbers, of what is counted or summed over a fact set, and of outside series.
/// <c>count(members where state = admitted)</c>, <c>sum(devices * peak of pools where offered)</c>, <c>distinct(asset of uses where across trailing 365 d)</c>, <c>outside(gdp)</c>, <c>max(a, b)</c>.
/// </summary>
internal sealed class FormulaParser
{
    private const int DepthMax = 32;
    private static readonly string[] Kinds = ["count", "sum", "avg", "least", "most", "distinct"];
    private readonly List<FormulaToken> tokens;
    private int at;
    private int depth;

    private FormulaParser(List<FormulaToken> tokens) => this.tokens = tokens;

    private FormulaToken Here => tokens[at];

    /// <summary>The formula, and by which field its values stand apart and are never added; null for none.</summary>
    /// <exception cref="FormulaException">It is none.</exception>
    public static (FormulaNode Node, string? Apart) Read(string text)
    {
        var parser = new FormulaParser(FormulaTokens.Of(text));
        var node = parser.Sum();
        string? apart = null;
        if (parser.Takes("apart"))
        {
            parser.Expect("by");
            var field = parser.Word("字段", "a field");
            apart = field.Text;
            foreach (var aggregate in node.Aggregates)
            {
                _ = Field(aggregate.Set, field);
            }
        }

        return parser.Here.Kind == FormulaTokenKind.End ? (node, apart) : throw FormulaException.At(parser.Here.At, $"此处不应有“{parser.Here.Text}”", $"\"{parser.Here.Text}\" can't stand here");
    }

    private FormulaNode Sum()
    {
        var left = Product();
        while (Here is { Kind: FormulaTokenKind.Sign, Text: "+" or "-" } sign)
        {
            at++;
            var right = Product();
            left = left.Dimension == right.Dimension
                ? new BinaryNode(sign.Text[0], left, right, left.Dimension)
                : throw FormulaException.At(sign.At, $"单位不同，不能相加减：{left.Dimension} 与 {right.Dimension}", $"what has different units is not added: {left.Dimension} and {right.Dimension}");
        }

        return left;
    }

    private FormulaNode Product()
    {
        var left = Primary();
        while (Here is { Kind: FormulaTokenKind.Sign, Text: "*" or "/" } sign)
        {
            at++;
            var right = Primary();
            left = new BinaryNode(sign.Text[0], left, right, sign.Text == "*" ? left.Dimension.Times(right.Dimension) : left.Dimension.Over(right.Dimension));
        }

        return left;
    }

    private FormulaNode Primary()
    {
        if (++depth > DepthMax)
        {
            throw FormulaException.At(Here.At, $"嵌套超过 {DepthMax} 层", $"more than {DepthMax} levels are nested");
        }

        try
        {
            return Read();
        }
        finally
        {
            depth--;
        }
    }

    private FormulaNode Read()
    {
        var token = Here;
        if (token.Kind == FormulaTokenKind.Number)
        {
            return new NumberNode(Number());
        }

        if (TakesSign("("))
        {
            var inner = Sum();
            ExpectSign(")");
            return inner;
        }

        var name = Word("数、count(…) 等汇总、outside(…) 或括号", "a number, count(...) and the like, outside(...) or a bracket");
        ExpectSign("(");
        FormulaNode node = name.Text switch
        {
            "outside" => new OutsideNode(Word("外部统计序列名", "the name of an outside series").Text),
            "given" => Given(),
            "min" or "max" => new ExtremeNode(name.Text == "max", Several()),
            var kind when Kinds.Contains(kind) => Aggregate(kind),
            _ => throw FormulaException.At(name.At, $"没有“{name.Text}”：可用 {string.Join('、', Kinds)}、min、max、given、outside", $"there is no \"{name.Text}\": {string.Join(", ", Kinds)}, min, max, given or outside"),
        };
        ExpectSign(")");
        return node;
    }

    private List<FormulaNode> Several()
    {
        var nodes = new List<FormulaNode> { Sum() };
        while (Here is { Kind: FormulaTokenKind.Sign, Text: "," } comma)
        {
            at++;
            var next = Sum();
            nodes.Add(next.Dimension == nodes[0].Dimension ? next : throw FormulaException.At(comma.At, $"单位不同，不能相比：{nodes[0].Dimension} 与 {next.Dimension}", $"what has different units is not compared: {nodes[0].Dimension} and {next.Dimension}"));
        }

        return nodes;
    }

    /// <summary>Within the brackets: what is told, and what must not be zero for it to be told.</summary>
    private GivenNode Given()
    {
        var told = Sum();
        ExpectSign(",");
        return new GivenNode(told, Sum());
    }

    /// <summary>Within the brackets: [what of] set [where condition] [trailing n d].</summary>
    private AggregateNode Aggregate(string kind)
    {
        var from = at;
        if (kind != "count")
        {
            // The set decides which fields there are, and it stands behind them.
            while (Here is not ({ Kind: FormulaTokenKind.End } or { Kind: FormulaTokenKind.Word, Text: "of" }))
            {
                at++;
            }

            Expect("of");
        }

        var named = Word("事实集", "a fact set");
        if (!FactCatalogue.All.TryGetValue(named.Text, out var set))
        {
            throw FormulaException.At(named.At, $"没有事实集“{named.Text}”：有 {string.Join('、', FactCatalogue.All.Keys.Order(StringComparer.Ordinal))}", $"there is no fact set \"{named.Text}\"; there are {string.Join(", ", FactCatalogue.All.Keys.Order(StringComparer.Ordinal))}");
        }

        var behind = at;
        (Func<FormulaRow, double>? value, Func<FormulaRow, string?>? word, var dimension) = (null, null, default(Dimension));
        if (kind != "count")
        {
            at = from;
            if (kind == "distinct")
            {
                var field = Word("字段", "a field");
                word = Field(set, field).Text;
            }
            else
            {
                (value, dimension) = Values(set);
            }

            Expect("of");
            at = behind;
        }

        var where = Takes("where") ? new ConditionParser(this, set).Read() : _ => true;
        var window = TimeSpan.Zero;
        if (Takes("trailing"))
        {
            window = set.Timed ? Window() : throw FormulaException.At(tokens[at - 1].At, $"“{set.Zh}”没有时点，不能用 trailing", $"{set.En} have no time: trailing can't stand here");
        }

        return new AggregateNode(kind, set, value, word, where, window, dimension);
    }

    /// <summary>Fields and numbers multiplied.</summary>
    private (Func<FormulaRow, double> Value, Dimension Dimension) Values(FactSet set)
    {
        var (value, dimension) = Factor(set);
        while (TakesSign("*"))
        {
            var (left, (right, more)) = (value, Factor(set));
            (value, dimension) = (r => left(r) * right(r), dimension.Times(more));
        }

        return (value, dimension);
    }

    private (Func<FormulaRow, double> Value, Dimension Dimension) Factor(FactSet set)
    {
        if (Here.Kind == FormulaTokenKind.Number)
        {
            var number = Number();
            return (_ => number, default);
        }

        var named = Word("数值字段或数", "a field with numbers, or a number");
        var field = Field(set, named);
        return field.Kind == FieldKind.Number ? (field.Number, field.Dimension) : throw FormulaException.At(named.At, $"“{field.Name}”不是数", $"\"{field.Name}\" is no number");
    }

    private TimeSpan Window()
    {
        var token = Here;
        var number = Number();
        var unit = Word("d 或 h", "d or h");
        var window = unit.Text switch { "d" => number, "h" => number / 24, _ => 0 };
        return window is > 0 and <= 36_500 ? TimeSpan.FromDays(window) : throw FormulaException.At(token.At, "时间窗须为 1 h 至 36500 d", "a window has 1 h to 36500 d");
    }

    private double Number()
    {
        var token = Here;
        at++;
        return token.Kind == FormulaTokenKind.Number && double.TryParse(token.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw FormulaException.At(token.At, $"“{token.Text}”不是数", $"\"{token.Text}\" is no number");
    }

    /// <summary>A field that a set has.</summary>
    public static FactField Field(FactSet set, FormulaToken name) => set.Fields.TryGetValue(name.Text, out var field) ? field : throw FormulaException.At(
        name.At,
        $"“{set.Name}”没有字段“{name.Text}”：有 {string.Join('、', set.Fields.Keys.Order(StringComparer.Ordinal))}",
        $"\"{set.Name}\" have no field \"{name.Text}\"; there are {string.Join(", ", set.Fields.Keys.Order(StringComparer.Ordinal))}");

    /// <summary>The next token.</summary>
    public FormulaToken Next() => tokens[Math.Min(at++, tokens.Count - 1)];

    /// <summary>The token that stands here.</summary>
    public FormulaToken Peek() => Here;

    /// <summary>Takes a keyword where it stands here.</summary>
    public bool Takes(string word)
    {
        var is_ = Here is { Kind: FormulaTokenKind.Word } token && token.Text == word;
        at += is_ ? 1 : 0;
        return is_;
    }

    /// <summary>Takes a sign where it stands here.</summary>
    public bool TakesSign(string sign)
    {
        var is_ = Here is { Kind: FormulaTokenKind.Sign } token && token.Text == sign;
        at += is_ ? 1 : 0;
        return is_;
    }

    /// <summary>A sign has to stand here.</summary>
    public void ExpectSign(string sign)
    {
        if (!TakesSign(sign))
        {
            throw FormulaException.At(Here.At, $"此处须为“{sign}”", $"\"{sign}\" has to stand here");
        }
    }

    /// <summary>A word has to stand here.</summary>
    public FormulaToken Word(string zh, string en)
    {
        var token = Here;
        at++;
        return token.Kind == FormulaTokenKind.Word ? token : throw FormulaException.At(token.At, $"此处须为{zh}", $"{en} has to stand here");
    }

    private void Expect(string word)
    {
        if (!Takes(word))
        {
            throw FormulaException.At(Here.At, $"此处须为 {word}", $"{word} has to stand here");
        }
    }
}
