namespace KeyEcosystem.Kernel.Policies;

/// <summary>Operators of ODRL 2.2.</summary>
public enum Operator
{
    /// <summary>Equal.</summary>
    Eq,

    /// <summary>Not equal.</summary>
    Neq,

    /// <summary>Less.</summary>
    Lt,

    /// <summary>Less or equal.</summary>
    Lteq,

    /// <summary>Greater.</summary>
    Gt,

    /// <summary>Greater or equal.</summary>
    Gteq,

    /// <summary>One of a list.</summary>
    IsAnyOf,

    /// <summary>None of a list.</summary>
    IsNoneOf,

    /// <summary>All of a list.</summary>
    IsAllOf,
}
