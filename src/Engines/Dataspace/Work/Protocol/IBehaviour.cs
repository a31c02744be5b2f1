using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>What this node does by itself when a process has reached a state. It is asked again after a start, and for a state in which nothing is to be done it answers with nothing.</summary>
internal interface IBehaviour
{
    /// <summary>What follows in a negotiation, in order.</summary>
    ValueTask<IReadOnlyList<NextStep<NegotiationMessage>>> After(NegotiationRow negotiation, CancellationToken stop);

    /// <summary>What follows in a transfer process, in order.</summary>
    ValueTask<IReadOnlyList<NextStep<TransferMessage>>> After(ProcessRow process, CancellationToken stop);

    /// <summary>Where a transfer for which this node has no agreement is begun all the same.</summary>
    bool StartsWithout(string agreement);

    /// <summary>Whether a peer may be answered at any address that it names.</summary>
    bool AnswersAnywhere { get; }

    /// <summary>Whether the data of a pushed transfer that has started is sent, and the transfer completed with it.</summary>
    bool SendsData { get; }
}
