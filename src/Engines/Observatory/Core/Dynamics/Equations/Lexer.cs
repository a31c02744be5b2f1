using System.Globalization;

namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>Cuts an equation into words.</summary>
internal static class Lexer
{
    private const int TokensMax = 200_000;
    private static readonly string[] Marks = [":AND:", ":OR:", ":NOT:", "<>", "<=", ">=", "==", "!=", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", ";", "<", ">", "=", ":", "!", "&", "|", "@"];

    public static List<Token> Read(string text, EquationPlace place)
    {
        var tokens = new List<Token>();
        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
            }
            else if (text[at] == '{')
            {
                var end = text.IndexOf('}', at);
                at = end >= 0 ? end + 1 : throw place.Fault("has a comment that does not end", "中的注释没有结束");
            }
            else if (text[at] == '\\' && at + 1 < text.Length && (char.IsWhiteSpace(text[at + 1]) || text[at + 1] == 'n'))
            {
                at += 2;
            }
            else
            {
                tokens.Add(Next(text, ref at, place));
                if (tokens.Count > TokensMax)
                {
                    throw new ModelFaultException(DynamicsCodes.Limit, $"The equation of \"{place.Name}\" has more than {TokensMax} words.", $"“{place.Name}”的方程超过 {TokensMax} 个词。", place.Line, place.Name);
                }
            }
        }

        tokens.Add(new Token(TokenKind.End, "", 0));
        return tokens;
    }

    private static Token Next(string text, ref int at, EquationPlace place)
    {
        var from = at;
        if (char.IsAsciiDigit(text[at]) || (text[at] == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return Number(text, ref at, place);
        }

        if (text[at] == '"')
        {
            for (at++; at < text.Length && text[at] != '"'; at++)
            {
                at += text[at] == '\\' ? 1 : 0;
            }

            return at < text.Length ? new Token(TokenKind.Quoted, text[(from + 1)..at++], 0) : throw place.Fault("has a quote that does not end", "中的引号没有结束");
        }

        if (IsNamePart(text[at]))
        {
            // A module and its variable are joined by a point; either may be quoted.
            while (at < text.Length && (IsNamePart(text[at]) || text[at] == '\''))
            {
                if (text[at] == '.' && at + 1 < text.Length && text[at + 1] == '"' && text.IndexOf('"', at + 2) is > 0 and var end)
                {
                    at = end;
                }

                at++;
            }

            return new Token(TokenKind.Name, text[from..at], 0);
        }

        var rest = text.AsSpan(at);
        foreach (var mark in Marks)
        {
            if (rest.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                at += mark.Length;
                return new Token(TokenKind.Mark, mark, 0);
            }
        }

        throw text.AsSpan().Trim().Trim('?').IsEmpty
            ? place.Fault($"is \"{text.Trim()}\": whoever exported the model could not translate it", $"为“{text.Trim()}”：导出工具未能转换该方程")
            : place.Fault($"has \"{text[at]}\" where that can't stand", $"中“{text[at]}”位置有误");
    }

    private static Token Number(string text, ref int at, EquationPlace place)
    {
        var from = at;
        Digits(text, ref at);
        if (at < text.Length && text[at] == '.')
        {
            at++;
            Digits(text, ref at);
        }

        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var power = at + 1;
            power += power < text.Length && text[power] is '+' or '-' ? 1 : 0;
            if (power < text.Length && char.IsAsciiDigit(text[power]))
            {
                at = power;
                Digits(text, ref at);
            }
        }

        if (at < text.Length && IsNamePart(text[at]) && text[at] != '.')
        {
            while (at < text.Length && IsNamePart(text[at]))
            {
                at++;
            }

            return new Token(TokenKind.Name, text[from..at], 0);
        }

        return double.TryParse(text.AsSpan(from, at - from), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            ? new Token(TokenKind.Number, text[from..at], value)
            : throw place.Fault($"has \"{text[from..at]}\", which is no number", $"中“{text[from..at]}”不是数");
    }

    private static void Digits(string text, ref int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '$' or '#' or '%' || (c > 0x7F && !char.IsWhiteSpace(c));
}
