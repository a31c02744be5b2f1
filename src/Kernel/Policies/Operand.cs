namespace KeyEcosystem.Kernel.Policies;

/// <summary>Left operands of ODRL that this node can evaluate.</summary>
public enum Operand
{
    /// <summary>An operand this node does not know: never satisfied, and said so.</summary>
    Unknown,

    /// <summary>Declared purpose.</summary>
    Purpose,

    /// <summary>Member id of the consumer.</summary>
    Recipient,

    /// <summary>GB/T 4754 section letter of the consumer.</summary>
    Industry,

    /// <summary>Kind of organisation of the consumer, e.g. institute.</summary>
    Role,

    /// <summary>Country of the consumer, ISO 3166 two letters.</summary>
    Spatial,

    /// <summary>The instant of the use.</summary>
    DateTime,

    /// <summary>How often the permission was used, this use included.</summary>
    Count,
}
