namespace KeyEcosystem.Observatory.Core.Capital;

/// <summary>How a covenant stands.</summary>
public enum CovenantState
{
    /// <summary>Not reached, and there is time left.</summary>
    Pending,

    /// <summary>Reached on or before its day.</summary>
    Satisfied,

    /// <summary>Its day has passed and it was not reached by then.</summary>
    Breached,
}
