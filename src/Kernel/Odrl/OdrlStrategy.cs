namespace KeyEcosystem.Kernel.Odrl;

/// <summary>What wins when a permission and a prohibition apply to the same act.</summary>
public enum OdrlStrategy
{
    /// <summary>The prohibition; also where a policy does not say.</summary>
    Prohibit,

    /// <summary>The permission.</summary>
    Permit,

    /// <summary>Neither: the policy is void.</summary>
    Invalid,
}
