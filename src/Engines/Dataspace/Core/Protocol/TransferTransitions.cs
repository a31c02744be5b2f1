using static KeyEcosystem.Dataspace.Core.Protocol.ProtocolRole;
using static KeyEcosystem.Dataspace.Core.Protocol.TransferMessage;
using static KeyEcosystem.Dataspace.Core.Protocol.TransferState;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>A transfer process as one table of (from, message, sender or either, to); both sides hold the same state.</summary>
public static class TransferTransitions
{
    private static readonly (TransferState? From, TransferMessage Message, ProtocolRole? Sender, TransferState To)[] Table =
    [
        (null, Request, Consumer, Requested),
        (Requested, Start, Provider, Started),
        (Started, Suspension, null, Suspended),
        (Started, Completion, null, Completed),
        (Suspended, Start, null, Started),
        (Requested, Termination, null, Terminated),
        (Started, Termination, null, Terminated),
        (Suspended, Termination, null, Terminated),
    ];

    /// <summary>Whether nothing follows.</summary>
    /// <param name="state">The state.</param>
    public static bool IsTerminal(TransferState state) => state is Completed or Terminated;

    /// <summary>The state after a message; null when its sender may not send it now.</summary>
    /// <param name="from">The state now; null where the process begins with the message.</param>
    /// <param name="message">The message.</param>
    /// <param name="sender">Who sends it.</param>
    public static TransferState? Next(TransferState? from, TransferMessage message, ProtocolRole sender)
    {
        foreach (var t in Table)
        {
            if (t.From == from && t.Message == message && (t.Sender ?? sender) == sender)
            {
                return t.To;
            }
        }

        return null;
    }

    /// <summary>What a side may send now.</summary>
    /// <param name="from">The state.</param>
    /// <param name="sender">The side.</param>
    public static IReadOnlyList<TransferMessage> Possible(TransferState from, ProtocolRole sender) => [.. Enum.GetValues<TransferMessage>().Where(m => Next(from, m, sender) is not null)];

    /// <summary>Whether a side that sent a message and did not hear how it was taken can tell from the other side's state that it was.</summary>
    /// <param name="sent">The state that the message leads to.</param>
    /// <param name="theirs">The other side's state.</param>
    public static bool WasTaken(TransferState sent, TransferState theirs) => theirs == sent || (IsTerminal(theirs) && !IsTerminal(sent)) || (sent is Requested && theirs is not Requested);
}
