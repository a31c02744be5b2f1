namespace KeyEcosystem.Observatory.Core.Dynamics;

/// <summary>What a variable of a model is.</summary>
public enum VariableKind
{
    /// <summary>What accumulates.</summary>
    Stock,

    /// <summary>What fills or drains a stock.</summary>
    Flow,

    /// <summary>Anything else that has a value.</summary>
    Auxiliary,

    /// <summary>A graphical function that other equations call.</summary>
    Table,
}
