using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>
/// Reads equations. From loose to tight: OR, AND, equality, order, sum, product (MOD too), sign and NOT, power (from the right; its exponent may have a sign).
/// IF reaches as far as it can.
/// </summary>
internal sealed partial class EquationParser
{
    /// <summary>Brackets within brackets, at most.</summary>
    public const int NestingMax = 100;

    /// <summary>Depth of what is read, at most: a sum of so many parts is as deep.</summary>
    public const int DepthMax = 1_500;

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase) { "IF", "THEN", "ELSE", "AND", "OR", "NOT", "MOD" };
    private readonly EquationPlace place;
    private readonly List<Token> tokens;
    private int at;
    private int nesting;

    private EquationParser(string text, EquationPlace place) => (this.place, tokens) = (place, Lexer.Read(text, place));

    /// <summary>One equation.</summary>
    public static Expression Read(string text, EquationPlace place)
    {
        var all = ReadList(text, place);
        return all.Count == 1 ? all[0] : throw place.Fault("has a comma outside of brackets", "在括号外有逗号");
    }

    /// <summary>Equations separated by commas, one for each element of an array.</summary>
    public static IReadOnlyList<Expression> ReadList(string text, EquationPlace place)
    {
        var parser = new EquationParser(text, place);
        if (parser.Now.Kind == TokenKind.End)
        {
            throw place.Fault("is empty", "为空");
        }

        var all = new List<Expression>();
        while (true)
        {
            all.Add(parser.Or());
            if (parser.Now.Kind == TokenKind.End)
            {
                return all;
            }

            if (!parser.Take(",") && !parser.Take(";"))
            {
                throw parser.Unexpected();
            }

            // A list may end with its separator.
            if (parser.Now.Kind == TokenKind.End)
            {
                return all;
            }
        }
    }

    private Token Now => tokens[at];

    private Expression Or()
    {
        var left = And();
        while (Word("OR") || Take(":OR:") || Bars("|"))
        {
            left = Join(Op.Or, left, And());
        }

        return left;
    }

    private Expression And()
    {
        var left = Equality();
        while (Word("AND") || Take(":AND:") || Bars("&"))
        {
            left = Join(Op.And, left, Equality());
        }

        return left;
    }

    private Expression Equality()
    {
        var left = Order();
        while (true)
        {
            if (Take("=") || Take("=="))
            {
                left = Join(Op.Equal, left, Order());
            }
            else if (Take("<>") || Take("!="))
            {
                left = Join(Op.NotEqual, left, Order());
            }
            else
            {
                return left;
            }
        }
    }

    private Expression Order()
    {
        var left = Sum();
        while (true)
        {
            Op? op = Take("<=") ? Op.LessOrEqual : Take(">=") ? Op.GreaterOrEqual : Take("<") ? Op.Less : Take(">") ? Op.Greater : null;
            if (op is null)
            {
                return left;
            }

            left = Join(op.Value, left, Sum());
        }
    }

    private Expression Sum()
    {
        var left = Product();
        while (true)
        {
            Op? op = Take("+") ? Op.Add : Take("-") ? Op.Subtract : null;
            if (op is null)
            {
                return left;
            }

            left = Join(op.Value, left, Product());
        }
    }

    private Expression Product()
    {
        var left = Signed();
        while (true)
        {
            Op? op = Take("*") ? Op.Multiply : Take("/") ? Op.Divide : Word("MOD") ? Op.Mod : null;
            if (op is null)
            {
                return left;
            }

            left = Join(op.Value, left, Signed());
        }
    }

    private Expression Signed()
    {
        if (++nesting > NestingMax)
        {
            throw new ModelFaultException(DynamicsCodes.Limit, $"The equation of \"{place.Name}\" is nested more than {NestingMax} deep.", $"“{place.Name}”的方程嵌套超过 {NestingMax} 层。", place.Line, place.Name);
        }

        try
        {
            return Take("+") ? Signed()
                : Take("-") ? new UnaryExpression(Op.Negate, Signed())
                : Take(":NOT:") || Word("NOT") ? new UnaryExpression(Op.Not, Signed())
                : Power();
        }
        finally
        {
            nesting--;
        }
    }

    private Expression Power()
    {
        var left = Primary();
        return Take("^") ? Join(Op.Power, left, Signed()) : left;
    }

    private Expression Primary()
    {
        var token = Now;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return new NumberExpression(token.Value);
            case TokenKind.Quoted:
                at++;
                return Named(Names.Fold(token.Text));
            case TokenKind.Name when token.IsWord("IF"):
                return Choice();

            // Before a bracket, MOD is a function.
            case TokenKind.Name when !Keywords.Contains(token.Text) || (token.IsWord("MOD") && tokens[at + 1].Is("(")):
                at++;
                var name = token.Text;
                while (Now.Kind == TokenKind.Name && !Keywords.Contains(Now.Text))
                {
                    name += "_" + tokens[at++].Text;
                }

                return Named(Names.Fold(name));
            case TokenKind.Mark when Take("("):
                var inner = Or();
                Expect(")");
                return inner;
            default:
                throw Unexpected();
        }
    }

    private Expression Join(Op op, Expression left, Expression right) => Deep(new BinaryExpression(op, left, right));

    private Expression Deep(Expression made) => made.Depth <= DepthMax ? made
        : throw new ModelFaultException(DynamicsCodes.Limit, $"The equation of \"{place.Name}\" has more than {DepthMax} parts in a row.", $"“{place.Name}”的方程连续超过 {DepthMax} 项。", place.Line, place.Name);

    private bool Take(string mark)
    {
        var taken = Now.Is(mark);
        at += taken ? 1 : 0;
        return taken;
    }

    private bool Bars(string mark) => Take(mark) && (Take(mark) || true);

    private bool Word(string word)
    {
        var taken = Now.IsWord(word);
        at += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string mark)
    {
        if (!Take(mark))
        {
            throw Now.Kind == TokenKind.End ? place.Fault($"ends where \"{mark}\" is missing", $"结束处缺少“{mark}”") : Unexpected();
        }
    }

    private ModelFaultException Unexpected() => Now.Kind == TokenKind.End
        ? place.Fault("ends too early", "不完整")
        : place.Fault($"has \"{Now.Text}\" where that can't stand", $"中“{Now.Text}”位置有误");
}
