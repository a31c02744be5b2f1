namespace KeyEcosystem.Observatory.Core.Dynamics.Equations;

/// <summary>A part of an equation.</summary>
/// <param name="Depth">How deep it is nested: what walks it recurses so deep.</param>
internal abstract record Expression(int Depth)
{
    internal sealed record NumberExpression(double Value) : Expression(1);

    /// <summary>A variable, perhaps with subscripts; <paramref name="Argument"/> where a graphical function is called.</summary>
    internal sealed record NameExpression(string Name, IReadOnlyList<Subscript>? Subscripts, Expression? Argument)
        : Expression(1 + Math.Max(Argument?.Depth ?? 0, Subscripts?.Max(s => Math.Max(s.First?.Depth ?? 0, s.Last?.Depth ?? 0)) ?? 0));

    internal sealed record CallExpression(string Name, IReadOnlyList<Expression> Arguments) : Expression(1 + (Arguments.Count == 0 ? 0 : Arguments.Max(a => a.Depth)));

    internal sealed record UnaryExpression(Op Operator, Expression Operand) : Expression(1 + Operand.Depth);

    internal sealed record BinaryExpression(Op Operator, Expression Left, Expression Right) : Expression(1 + Math.Max(Left.Depth, Right.Depth));

    internal sealed record ChoiceExpression(Expression Condition, Expression Then, Expression Else) : Expression(1 + Math.Max(Condition.Depth, Math.Max(Then.Depth, Else.Depth)));

    /// <summary>One subscript: a wildcard where <paramref name="First"/> is null, a range where <paramref name="Last"/> is not.</summary>
    internal sealed record Subscript(Expression? First, Expression? Last, bool IsEach);
}
