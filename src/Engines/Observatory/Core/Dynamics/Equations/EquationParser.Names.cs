using static KeyEcosystem.Observatory.Core.Dynamics.Equations.Expression;

namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>Choices, names, calls and subscripts.</summary>
internal sealed partial class EquationParser
{
    private Expression Choice()
    {
        at++;
        if (Word("THEN") && Word("ELSE"))
        {
            return Named("IF_THEN_ELSE");
        }

        var condition = Or();
        if (!Word("THEN"))
        {
            throw place.Fault("has IF without THEN", "中 IF 缺少 THEN");
        }

        var then = Or();
        return Word("ELSE") ? Deep(new ChoiceExpression(condition, then, Or())) : throw place.Fault("has IF without ELSE", "中 IF 缺少 ELSE");
    }

    private Expression Named(string name)
    {
        List<Subscript>? subscripts = null;
        if (Take("["))
        {
            subscripts = [];
            do
            {
                subscripts.Add(One());
            }
            while (Take(","));
            Expect("]");
        }

        if (!Take("("))
        {
            return Deep(new NameExpression(name, subscripts, null));
        }

        var arguments = new List<Expression>();
        if (!Take(")"))
        {
            do
            {
                arguments.Add(Or());
            }
            while (Take(",") || Take(";"));
            Expect(")");
        }

        return subscripts is null ? Deep(new CallExpression(name, arguments))
            : arguments.Count == 1 ? Deep(new NameExpression(name, subscripts, arguments[0]))
            : throw place.Fault($"calls the graphical function \"{name}\" with {arguments.Count} arguments, where it takes one", $"调用图形函数“{name}”时给出 {arguments.Count} 个参数，应为一个");
    }

    private Subscript One()
    {
        if (Take("*"))
        {
            return new Subscript(null, null, IsEach: true);
        }

        if (Take("@"))
        {
            return new Subscript(Now.Kind == TokenKind.Number ? new CallExpression("@", [new NumberExpression(tokens[at++].Value)]) : throw Unexpected(), null, IsEach: false);
        }

        var first = Sum();
        return Take("!") ? new Subscript(first, null, IsEach: true) : Take(":") ? new Subscript(first, Sum(), IsEach: true) : new Subscript(first, null, IsEach: false);
    }
}
