namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>The two sides of a negotiation or a transfer (Dataspace Protocol 2025-1).</summary>
public enum ProtocolRole
{
    /// <summary>Whose data set it is.</summary>
    Provider,

    /// <summary>Who asks for it.</summary>
    Consumer,
}
