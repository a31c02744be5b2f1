using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Core.Protocol;
using Xunit;
using static KeyEcosystem.Dataspace.Core.Protocol.NegotiationMessage;
using static KeyEcosystem.Dataspace.Core.Protocol.NegotiationState;

namespace KeyEcosystem.Dataspace.Tests.Core;

[Trait("Store", "none")]
public sealed class AgreementTransitionsTests
{
    private static readonly string[] Parties = ["provider", "consumer", "node", "stranger"];

    /// <summary>The legal cells while nobody has signed, written a second time; every other cell must be illegal.</summary>
    private static readonly Dictionary<(NegotiationState, string, string), (NegotiationState, string?)> Legal = new()
    {
        [(Requested, "propose", "provider")] = (Offered, null),
        [(Requested, "agree", "provider")] = (Agreed, null),
        [(Requested, "refuse", "provider")] = (Terminated, "refused"),
        [(Offered, "propose", "consumer")] = (Requested, null),
        [(Offered, "accept", "consumer")] = (Agreed, null),
        [(Offered, "refuse", "consumer")] = (Terminated, "refused"),
        [(Accepted, "agree", "provider")] = (Agreed, null),
        [(Agreed, "sign", "provider")] = (Agreed, null),
        [(Agreed, "sign", "consumer")] = (Verified, null),
        [(Verified, "sign", "provider")] = (Finalized, null),
        [(Finalized, "terminate", "provider")] = (Finalized, "terminated"),
        [(Finalized, "terminate", "consumer")] = (Finalized, "terminated"),
        [(Finalized, "expire", "node")] = (Finalized, "expired"),
        [(Finalized, "replace", "node")] = (Finalized, "replaced"),
        [(Finalized, "amend", "provider")] = (Finalized, null),
        [(Finalized, "amend", "consumer")] = (Finalized, null),
    };

    [Fact]
    public void Every_cell_of_the_table_is_what_it_should_be()
    {
        foreach (var state in (NegotiationState[])[Requested, Offered, Accepted, Agreed, Verified])
        {
            Legal[(state, "terminate", "provider")] = Legal[(state, "terminate", "consumer")] = (Terminated, "terminated");
            Legal[(state, "expire", "node")] = (Terminated, "expired");
        }

        foreach (var state in Enum.GetValues<NegotiationState>().Where(s => s is not Terminated))
        {
            foreach (var step in AgreementTransitions.Steps)
            {
                foreach (var who in Parties)
                {
                    var move = AgreementTransitions.Next(new AgreementStage(state, null), step, who, ownSigned: false, otherSigned: false);

                    Assert.Equal(Legal.TryGetValue((state, step, who), out var to) ? to : default((NegotiationState, string?)?), move is null ? null : (move.To.State, move.To.Ended));
                }
            }
        }
    }

    [Theory]
    [InlineData(Terminated, "refused")]
    [InlineData(Terminated, "expired")]
    [InlineData(Finalized, "terminated")]
    public void What_has_ended_goes_on_with_nothing(NegotiationState state, string ended) => Assert.All(
        Parties,
        who => Assert.Empty(AgreementTransitions.Possible(new AgreementStage(state, ended), who, ownSigned: false, otherSigned: false)));

    /// <summary>The steps of a node's own members can lead nowhere that the protocol's messages do not.</summary>
    [Fact]
    public void No_step_of_a_negotiation_goes_past_the_protocols_table()
    {
        foreach (var (state, step, who, own, other) in
            from state in Enum.GetValues<NegotiationState>()
            where !NegotiationTransitions.IsTerminal(state)
            from step in AgreementTransitions.Steps
            from who in Parties
            from own in (bool[])[true, false]
            from other in (bool[])[true, false]
            select (state, step, who, own, other))
        {
            if (AgreementTransitions.Next(new AgreementStage(state, null), step, who, own, other) is { } move)
            {
                var at = state;
                foreach (var message in move.Messages)
                {
                    var sender = message is Offer or Agreement or Finalization || (message is Termination && who != "consumer") ? ProtocolRole.Provider : ProtocolRole.Consumer;
                    at = Assert.NotNull(NegotiationTransitions.Next(at, message, sender));
                }

                Assert.Equal(at, move.To.State);
            }
        }
    }

    [Theory]
    [InlineData(Agreed, "consumer", true, new[] { Verification, Finalization }, Finalized)]
    [InlineData(Agreed, "consumer", false, new[] { Verification }, Verified)]
    [InlineData(Verified, "provider", true, new[] { Finalization }, Finalized)]
    [InlineData(Agreed, "provider", false, new NegotiationMessage[0], Agreed)]
    public void The_second_signature_puts_it_in_force(NegotiationState state, string who, bool other, NegotiationMessage[] messages, NegotiationState then)
    {
        var move = AgreementTransitions.Next(new AgreementStage(state, null), "sign", who, ownSigned: false, otherSigned: other)!;

        Assert.Equal((then, then is Finalized), (move.To.State, move.To.IsInForce));
        Assert.Equal(messages, move.Messages);
    }

    [Fact]
    public void Nobody_signs_twice()
    {
        Assert.Null(AgreementTransitions.Next(new AgreementStage(Agreed, null), "sign", "provider", ownSigned: true, otherSigned: false));
        Assert.Null(AgreementTransitions.Next(new AgreementStage(Verified, null), "sign", "consumer", ownSigned: true, otherSigned: false));
    }

    [Fact]
    public void What_both_accepted_becomes_the_agreement() =>
        Assert.Equal([Accept, Agreement], AgreementTransitions.Next(new AgreementStage(Offered, null), "accept", "consumer", ownSigned: false, otherSigned: false)!.Messages);

    [Theory]
    [InlineData(Requested, null, 9, "requested")]
    [InlineData(Requested, null, 10, "expired")]
    [InlineData(Offered, null, 10, "expired")]
    [InlineData(Agreed, null, 10, "expired")]
    [InlineData(Verified, null, 9, "agreed")]
    [InlineData(Verified, null, 10, "expired")]
    [InlineData(Finalized, null, 10, "signed")]
    [InlineData(Finalized, null, 19, "signed")]
    [InlineData(Finalized, null, 20, "expired")]
    [InlineData(Terminated, "refused", 20, "refused")]
    [InlineData(Finalized, "terminated", 20, "terminated")]
    public void Time_alone_ends_what_was_not_signed_in_time_and_what_has_an_end(NegotiationState state, string? ended, int day, string then)
    {
        var begin = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Equal(then, AgreementTransitions.At(new AgreementStage(state, ended), begin.AddDays(10), begin.AddDays(20), begin.AddDays(day)).Word);
    }
}
