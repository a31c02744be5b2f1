namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Carries a fault out of the depth of the parser.</summary>
/// <param name="fault">The fault.</param>
internal sealed class FormulaException(FormulaFault fault) : Exception(fault.En)
{
    public FormulaFault Fault { get; } = fault;

    public static FormulaException At(int index, string zh, string en) => new(new FormulaFault(index + 1, zh, en));
}
