namespace KeyEcosystem.Kernel.Policies;

/// <summary>A constraint: atomic, or a logical one over others.</summary>
public abstract record Constraint
{
    private Constraint()
    {
    }

    /// <summary>Left operand, operator, right operand.</summary>
    /// <param name="Left">What is looked at.</param>
    /// <param name="Name">The operand as written.</param>
    /// <param name="Operator">How it is compared.</param>
    /// <param name="Right">With what: one value or several.</param>
    public sealed record Atomic(Operand Left, string Name, Operator Operator, IReadOnlyList<string> Right) : Constraint;

    /// <summary>All must hold.</summary>
    /// <param name="Of">The constraints.</param>
    public sealed record And(IReadOnlyList<Constraint> Of) : Constraint;

    /// <summary>At least one must hold.</summary>
    /// <param name="Of">The constraints.</param>
    public sealed record Or(IReadOnlyList<Constraint> Of) : Constraint;

    /// <summary>Exactly one must hold.</summary>
    /// <param name="Of">The constraints.</param>
    public sealed record Xone(IReadOnlyList<Constraint> Of) : Constraint;
}
