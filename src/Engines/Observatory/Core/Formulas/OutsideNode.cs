namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A series of outside statistics, of which the last figure that is known counts.</summary>
internal sealed class OutsideNode(string name) : FormulaNode(default)
{
    public string Name => name;

    public override double? Value(FormulaRun run, string part) => run.Outside(name) ?? run.Missing($"外部统计“{name}”尚未录入。", $"Nobody has entered the outside statistic \"{name}\" yet.");
}
