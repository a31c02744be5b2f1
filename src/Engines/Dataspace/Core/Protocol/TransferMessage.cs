namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>Messages of a transfer process.</summary>
public enum TransferMessage
{
    /// <summary><c>TransferRequestMessage</c>.</summary>
    Request,

    /// <summary><c>TransferStartMessage</c>: the beginning, or going on after a suspension.</summary>
    Start,

    /// <summary><c>TransferSuspensionMessage</c>.</summary>
    Suspension,

    /// <summary><c>TransferCompletionMessage</c>.</summary>
    Completion,

    /// <summary><c>TransferTerminationMessage</c>.</summary>
    Termination,
}
