namespace KeyEcosystem.Kernel.Odrl;

/// <summary>The operators of ODRL 2.2.</summary>
public enum OdrlOperator
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

    /// <summary>An instance or a narrower kind of the right operand.</summary>
    IsA,

    /// <summary>Contains the right operand.</summary>
    HasPart,

    /// <summary>Is contained in the right operand.</summary>
    IsPartOf,

    /// <summary>Every value of the right operand is among the left one's.</summary>
    IsAllOf,

    /// <summary>A value of the left operand is among the right one's.</summary>
    IsAnyOf,

    /// <summary>No value of the left operand is among the right one's.</summary>
    IsNoneOf,
}
