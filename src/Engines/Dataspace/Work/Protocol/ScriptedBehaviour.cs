using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>What a conformance script says, by data set or agreement and by state; where it is silent the node waits, and for what it does not name the node does what it does otherwise.</summary>
internal sealed class ScriptedBehaviour(ConformanceScript script, IBehaviour otherwise) : IBehaviour
{
    /// <summary>The other side stores this side's pid when it has read the answer: what follows comes later.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    public bool AnswersAnywhere => true;

    public bool SendsData => false;

    public bool StartsWithout(string agreement) => script.TransferAsConsumer.ContainsKey(agreement) || otherwise.StartsWithout(agreement);

    public ValueTask<IReadOnlyList<NextStep<NegotiationMessage>>> After(NegotiationRow negotiation, CancellationToken stop)
    {
        var (book, visits) = negotiation.Role is ProtocolRole.Provider ? (script.NegotiationAsProvider, negotiation.Requests) : (script.NegotiationAsConsumer, 1);
        if (!book.TryGetValue(negotiation.Dataset, out var entry))
        {
            return otherwise.After(negotiation, stop);
        }

        var state = ProtocolWords.Of(negotiation.State);
        var asked = negotiation.State is NegotiationState.Requested && visits > 1 ? $"{state}#{visits}" : state;
        return new([.. entry.GetValueOrDefault(asked, []).Select((a, i) => new NextStep<NegotiationMessage>(NegotiationOf(a), Pause))]);
    }

    public ValueTask<IReadOnlyList<NextStep<TransferMessage>>> After(ProcessRow process, CancellationToken stop)
    {
        var book = process.Role is ProtocolRole.Provider ? script.TransferAsProvider : script.TransferAsConsumer;
        if (!book.TryGetValue(process.AgreementId, out var entry))
        {
            return otherwise.After(process, stop);
        }

        return new([.. entry.GetValueOrDefault(ProtocolWords.Of(process.State), []).Select(a => new NextStep<TransferMessage>(TransferOf(a), Pause))]);
    }

    private static NegotiationMessage NegotiationOf(string action) => action switch
    {
        "offer" => NegotiationMessage.Offer,
        "agree" => NegotiationMessage.Agreement,
        "finalize" => NegotiationMessage.Finalization,
        "accept" => NegotiationMessage.Accept,
        "verify" => NegotiationMessage.Verification,
        "counter-offer" => NegotiationMessage.Request,
        "terminate" => NegotiationMessage.Termination,
        _ => throw new InvalidOperationException($"The conformance script names no action \"{action}\" of a negotiation."),
    };

    private static TransferMessage TransferOf(string action) => action switch
    {
        "start" => TransferMessage.Start,
        "suspend" => TransferMessage.Suspension,
        "complete" => TransferMessage.Completion,
        "terminate" => TransferMessage.Termination,
        _ => throw new InvalidOperationException($"The conformance script names no action \"{action}\" of a transfer."),
    };
}
