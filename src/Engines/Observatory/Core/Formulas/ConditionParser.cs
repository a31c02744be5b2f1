using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Reads a condition over the things of a set. A word that is not known is equal to none and different from none: a condition about it does not hold.</summary>
/// <param name="tokens">Where it stands.</param>
/// <param name="set">The set.</param>
internal sealed class ConditionParser(FormulaParser tokens, FactSet set)
{
    private const int DepthMax = 32;
    private int depth;

    /// <summary>The condition.</summary>
    public Func<FormulaRow, bool> Read()
    {
        if (++depth > DepthMax)
        {
            throw FormulaException.At(tokens.Peek().At, $"嵌套超过 {DepthMax} 层", $"more than {DepthMax} levels are nested");
        }

        var left = All();
        while (tokens.Takes("or"))
        {
            var (a, b) = (left, All());
            left = r => a(r) || b(r);
        }

        depth--;
        return left;
    }

    private Func<FormulaRow, bool> All()
    {
        var left = One();
        while (tokens.Takes("and"))
        {
            var (a, b) = (left, One());
            left = r => a(r) && b(r);
        }

        return left;
    }

    private Func<FormulaRow, bool> One()
    {
        if (tokens.Takes("not"))
        {
            var inner = One();
            return r => !inner(r);
        }

        if (tokens.TakesSign("("))
        {
            var inner = Read();
            tokens.ExpectSign(")");
            return inner;
        }

        var field = FormulaParser.Field(set, tokens.Word("字段", "a field"));
        return field.Kind switch
        {
            FieldKind.Flag => r => field.Text(r) == "true",
            FieldKind.Number => Compared(field),
            _ => tokens.Takes("in") ? Among(field) : Equal(field),
        };
    }

    private Func<FormulaRow, bool> Compared(FactField field)
    {
        var sign = tokens.Next();
        var token = tokens.Next();
        if (token.Kind != FormulaTokenKind.Number || !double.TryParse(token.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var bound))
        {
            throw FormulaException.At(token.At, $"“{field.Name}”须与数比较", $"\"{field.Name}\" is compared with a number");
        }

        return sign.Text switch
        {
            "=" => r => field.Number(r) == bound,
            "<>" => r => field.Number(r) != bound,
            "<" => r => field.Number(r) < bound,
            "<=" => r => field.Number(r) <= bound,
            ">" => r => field.Number(r) > bound,
            ">=" => r => field.Number(r) >= bound,
            _ => throw FormulaException.At(sign.At, "此处须为 =、<>、<、<=、> 或 >=", "=, <>, <, <=, > or >= has to stand here"),
        };
    }

    private Func<FormulaRow, bool> Among(FactField field)
    {
        tokens.ExpectSign("(");
        var words = new HashSet<string>(StringComparer.Ordinal) { Literal() };
        while (tokens.TakesSign(","))
        {
            words.Add(Literal());
        }

        tokens.ExpectSign(")");
        return r => field.Text(r) is { } said && words.Contains(said);
    }

    /// <summary>A word, or another field of the set.</summary>
    private Func<FormulaRow, bool> Equal(FactField field)
    {
        var sign = tokens.Next();
        if (sign is not { Kind: FormulaTokenKind.Sign, Text: "=" or "<>" })
        {
            throw FormulaException.At(sign.At, "此处须为 =、<> 或 in", "=, <> or in has to stand here");
        }

        var same = sign.Text == "=";
        if (tokens.Peek() is { Kind: FormulaTokenKind.Word } word && set.Fields.TryGetValue(word.Text, out var other) && other.Kind == FieldKind.Text)
        {
            tokens.Next();
            return r => field.Text(r) is { } a && other.Text(r) is { } b && a == b == same;
        }

        var literal = Literal();
        return r => field.Text(r) is { } said && (said == literal) == same;
    }

    private string Literal()
    {
        var token = tokens.Next();
        return token.Kind is FormulaTokenKind.Word or FormulaTokenKind.Quoted or FormulaTokenKind.Number ? token.Text : throw FormulaException.At(token.At, "此处须为词", "a word has to stand here");
    }
}
