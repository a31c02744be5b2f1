namespace KeyEcosystem.Kernel.Odrl;

/// <summary>Kinds of rules.</summary>
public enum OdrlRuleKind
{
    /// <summary>May be done.</summary>
    Permission,

    /// <summary>Must not be done.</summary>
    Prohibition,

    /// <summary>Must be done.</summary>
    Duty,
}
