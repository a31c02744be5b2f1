namespace KeyEcosystem.Observatory.Core.Formulas;

/// <summary>Kinds of tokens.</summary>
internal enum FormulaTokenKind
{
    Word,
    Quoted,
    Number,
    Sign,
    End,
}
