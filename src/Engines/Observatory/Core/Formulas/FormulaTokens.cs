namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Cuts the text of a formula into tokens. A hyphen within a word belongs to it: a difference has spaces around its sign.</summary>
internal static class FormulaTokens
{
    private static readonly string[] Signs = ["<=", ">=", "<>", "+", "-", "*", "/", "(", ")", ",", "=", "<", ">"];

    public static List<FormulaToken> Of(string text)
    {
        var tokens = new List<FormulaToken>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            tokens.Add(Next(text, at, out var end));
            at = end;
        }

        tokens.Add(new FormulaToken(FormulaTokenKind.End, "", text.Length));
        return tokens;
    }

    private static FormulaToken Next(string text, int at, out int end)
    {
        var c = text[at];
        if (char.IsAsciiLetter(c) || c == '_')
        {
            end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_' || (text[end] is '.' or '-' && end + 1 < text.Length && char.IsAsciiLetterOrDigit(text[end + 1]))))
            {
                end++;
            }

            return new FormulaToken(FormulaTokenKind.Word, text[at..end], at);
        }

        if (char.IsAsciiDigit(c))
        {
            end = at + 1;
            while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.' || text[end] is 'e' or 'E' || (text[end] is '+' or '-' && text[end - 1] is 'e' or 'E')))
            {
                end++;
            }

            return new FormulaToken(FormulaTokenKind.Number, text[at..end], at);
        }

        if (c == '"')
        {
            var close = text.IndexOf('"', at + 1);
            if (close < 0)
            {
                throw FormulaException.At(at, "引号没有闭合", "the quotation mark is not closed");
            }

            end = close + 1;
            return new FormulaToken(FormulaTokenKind.Quoted, text[(at + 1)..close], at);
        }

        foreach (var sign in Signs)
        {
            if (text.AsSpan(at).StartsWith(sign, StringComparison.Ordinal))
            {
                end = at + sign.Length;
                return new FormulaToken(FormulaTokenKind.Sign, sign, at);
            }
        }

        throw FormulaException.At(at, $"公式中不能有“{c}”", $"\"{c}\" can't stand in a formula");
    }
}
