namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>The least or the greatest of some numbers.</summary>
internal sealed class ExtremeNode(bool greatest, IReadOnlyList<FormulaNode> of) : FormulaNode(of[0].Dimension)
{
    public override IEnumerable<AggregateNode> Aggregates => of.SelectMany(o => o.Aggregates);

    public override double? Value(FormulaRun run, string part)
    {
        double? found = null;
        foreach (var each in of)
        {
            if (each.Value(run, part) is not { } value)
            {
                return null;
            }

            found = found is { } before ? greatest ? Math.Max(before, value) : Math.Min(before, value) : value;
        }

        return found;
    }
}
