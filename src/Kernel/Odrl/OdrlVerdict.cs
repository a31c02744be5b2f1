namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Whether two policies can be kept together.</summary>
public enum OdrlVerdict
{
    /// <summary>Some world satisfies both.</summary>
    Compatible,

    /// <summary>No world does, or one permits what the other prohibits.</summary>
    Conflict,

    /// <summary>It depends on what is not known here, or there is too much to try.</summary>
    Unknown,
}
