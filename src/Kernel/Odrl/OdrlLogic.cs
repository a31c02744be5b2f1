namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Forms of logical constraints.</summary>
public enum OdrlLogic
{
    /// <summary>All hold.</summary>
    And,

    /// <summary>At least one holds.</summary>
    Or,

    /// <summary>Exactly one holds.</summary>
    Xone,

    /// <summary>All hold, one after the other.</summary>
    AndSequence,
}
