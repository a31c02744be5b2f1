namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A sum, difference, product or quotient.</summary>
internal sealed class BinaryNode(char sign, FormulaNode left, FormulaNode right, Dimension dimension) : FormulaNode(dimension)
{
    /// <summary>Whether it is a quotient.</summary>
    public bool IsQuotient => sign == '/';

    public FormulaNode Left => left;

    public FormulaNode Right => right;

    public override IEnumerable<AggregateNode> Aggregates => left.Aggregates.Concat(right.Aggregates);

    public override double? Value(FormulaRun run, string part)
    {
        var (a, b) = (left.Value(run, IsQuotient && part == "counted" ? "numerator" : part), right.Value(run, IsQuotient && part == "counted" ? "denominator" : part));
        if (a is not { } x || b is not { } y)
        {
            return null;
        }

        return sign switch
        {
            '+' => x + y,
            '-' => x - y,
            '*' => x * y,
            _ => y == 0 ? run.Missing("分母为零。", "The denominator is zero.") : x / y,
        };
    }
}
