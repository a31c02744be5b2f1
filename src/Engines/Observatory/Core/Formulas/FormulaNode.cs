namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>A part of a formula that has a number.</summary>
/// <param name="dimension">What the number measures.</param>
internal abstract class FormulaNode(Dimension dimension)
{
    /// <summary>What the number measures.</summary>
    public Dimension Dimension { get; } = dimension;

    /// <summary>The sets that it reads.</summary>
    public virtual IEnumerable<AggregateNode> Aggregates => [];

    /// <summary>The number in base units; null where there is none, and the run says why.</summary>
    /// <param name="run">The evaluation.</param>
    /// <param name="part">Which part the facts play: counted, numerator or denominator.</param>
    public abstract double? Value(FormulaRun run, string part);
}
