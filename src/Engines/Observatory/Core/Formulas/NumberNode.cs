namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A number that stands in the formula.</summary>
internal sealed class NumberNode(double value) : FormulaNode(default)
{
    public override double? Value(FormulaRun run, string part) => value;
}
