namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A number that is told only where another one is not zero: without any measurement there is nothing to tell.</summary>
internal sealed class GivenNode(FormulaNode told, FormulaNode given) : FormulaNode(told.Dimension)
{
    public override IEnumerable<AggregateNode> Aggregates => told.Aggregates.Concat(given.Aggregates);

    public override double? Value(FormulaRun run, string part) => given.Value(run, part) switch
    {
        null => null,
        0 => run.Missing("没有可据以计算的数据。", "There is nothing that it could be computed from."),
        _ => told.Value(run, part),
    };
}
