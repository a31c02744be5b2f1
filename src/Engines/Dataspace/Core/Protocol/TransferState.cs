namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>States of a transfer process (Dataspace Protocol 2025-1, Transfer Process Protocol).</summary>
public enum TransferState
{
    /// <summary>The consumer has asked.</summary>
    Requested,

    /// <summary>Data may flow.</summary>
    Started,

    /// <summary>Data does not flow for now.</summary>
    Suspended,

    /// <summary>All data has flowed.</summary>
    Completed,

    /// <summary>Ended by one of the two.</summary>
    Terminated,
}
