using KeyEcosystem.Dataspace.Core.Protocol;
using Xunit;

namespace KeyEcosystem.Dataspace.Tests.Core.Protocol;

/// <summary>Every cell of both tables, said once more in words: from, who sends what, to. What is not said is refused.</summary>
[Trait("Store", "none")]
public sealed class TransitionTests
{
    private const string Negotiation = """
        - Consumer Request Requested
        - Provider Offer Offered
        Requested Provider Offer Offered
        Requested Provider Agreement Agreed
        Requested Provider Termination Terminated
        Requested Consumer Termination Terminated
        Offered Consumer Request Requested
        Offered Consumer Accept Accepted
        Offered Provider Termination Terminated
        Offered Consumer Termination Terminated
        Accepted Provider Agreement Agreed
        Accepted Provider Termination Terminated
        Accepted Consumer Termination Terminated
        Agreed Consumer Verification Verified
        Agreed Provider Termination Terminated
        Agreed Consumer Termination Terminated
        Verified Provider Finalization Finalized
        Verified Provider Termination Terminated
        Verified Consumer Termination Terminated
        """;

    private const string Transfer = """
        - Consumer Request Requested
        Requested Provider Start Started
        Requested Provider Termination Terminated
        Requested Consumer Termination Terminated
        Started Provider Suspension Suspended
        Started Consumer Suspension Suspended
        Started Provider Completion Completed
        Started Consumer Completion Completed
        Started Provider Termination Terminated
        Started Consumer Termination Terminated
        Suspended Provider Start Started
        Suspended Consumer Start Started
        Suspended Provider Termination Terminated
        Suspended Consumer Termination Terminated
        """;

    [Fact]
    public void A_negotiation_moves_as_the_protocol_says_and_not_otherwise() =>
        Assert.Equal(Lines(Negotiation), Cells<NegotiationState, NegotiationMessage>((from, message, sender) => NegotiationTransitions.Next(from, message, sender)));

    [Fact]
    public void A_transfer_moves_as_the_protocol_says_and_not_otherwise() =>
        Assert.Equal(Lines(Transfer), Cells<TransferState, TransferMessage>((from, message, sender) => TransferTransitions.Next(from, message, sender)));

    [Fact]
    public void A_cell_that_is_planted_wrong_is_found() =>
        Assert.NotEqual(Lines(Transfer), Cells<TransferState, TransferMessage>((from, message, sender) => from is TransferState.Suspended && message is TransferMessage.Completion ? TransferState.Completed : TransferTransitions.Next(from, message, sender)));

    [Theory]
    [InlineData(NegotiationState.Agreed, NegotiationState.Agreed, true)]
    [InlineData(NegotiationState.Agreed, NegotiationState.Verified, true)]
    [InlineData(NegotiationState.Agreed, NegotiationState.Requested, false)]
    [InlineData(NegotiationState.Offered, NegotiationState.Requested, false)]
    [InlineData(NegotiationState.Verified, NegotiationState.Agreed, false)]
    [InlineData(NegotiationState.Finalized, NegotiationState.Verified, false)]
    [InlineData(NegotiationState.Terminated, NegotiationState.Finalized, false)]
    public void What_was_sent_was_taken_when_the_other_side_is_there_or_further(NegotiationState sent, NegotiationState theirs, bool taken) =>
        Assert.Equal(taken, NegotiationTransitions.WasTaken(sent, theirs));

    private static List<string> Lines(string text) => [.. text.ReplaceLineEndings("\n").Split('\n').Order(StringComparer.Ordinal)];

    private static List<string> Cells<TState, TMessage>(Func<TState?, TMessage, ProtocolRole, TState?> next)
        where TState : struct, Enum
        where TMessage : struct, Enum =>
        [.. Enum.GetValues<TState>().Select(s => (TState?)s).Prepend(null)
            .SelectMany(_ => Enum.GetValues<TMessage>(), (from, message) => (from, message))
            .SelectMany(_ => Enum.GetValues<ProtocolRole>(), (cell, sender) => (cell.from, cell.message, sender, to: next(cell.from, cell.message, sender)))
            .Where(c => c.to is not null)
            .Select(c => $"{c.from?.ToString() ?? "-"} {c.sender} {c.message} {c.to}")
            .Order(StringComparer.Ordinal)];
}
