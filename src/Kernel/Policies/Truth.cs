namespace KeyEcosystem.Kernel.Policies;

/// <summary>Three-valued: what can't be judged is neither true nor false, and never opens the Gate.</summary>
internal enum Truth
{
    /// <summary>Does not hold.</summary>
    No,

    /// <summary>Can't be judged: an operand this node does not know, a value the use does not state, an operator that does not fit.</summary>
    Unknown,

    /// <summary>Holds.</summary>
    Yes,
}
