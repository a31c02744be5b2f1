using KeyEcosystem.Dataspace.Core.Protocol;
using static KeyEcosystem.Dataspace.Core.Protocol.NegotiationMessage;
using static KeyEcosystem.Dataspace.Core.Protocol.NegotiationState;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>
/// The life of an agreement between two members of the node. Until it is in force it is a negotiation and goes by <see cref="NegotiationTransitions"/>, as with any other connector: each step is one of its messages. What
/// comes after that only an agreement has.
/// </summary>
public static class AgreementTransitions
{
    private static readonly (string Step, ProtocolRole Who, NegotiationMessage Message)[] Messages =
    [
        ("propose", ProtocolRole.Consumer, Request),
        ("propose", ProtocolRole.Provider, Offer),
        ("accept", ProtocolRole.Consumer, Accept),
        ("agree", ProtocolRole.Provider, Agreement),
        ("sign", ProtocolRole.Consumer, Verification),
        ("sign", ProtocolRole.Provider, Finalization),
        ("refuse", ProtocolRole.Provider, Termination),
        ("refuse", ProtocolRole.Consumer, Termination),
        ("terminate", ProtocolRole.Provider, Termination),
        ("terminate", ProtocolRole.Consumer, Termination),
    ];

    private static readonly (string Step, string Who, string? Ended)[] InForce =
    [
        ("amend", "provider", null),
        ("amend", "consumer", null),
        ("replace", "node", "replaced"),
        ("terminate", "provider", "terminated"),
        ("terminate", "consumer", "terminated"),
        ("expire", "node", "expired"),
    ];

    /// <summary>The steps there are.</summary>
    public static IReadOnlyList<string> Steps { get; } = ["propose", "accept", "agree", "refuse", "sign", "amend", "terminate", "expire", "replace"];

    /// <summary>Where an agreement stands after a step; null when this party may not take it now.</summary>
    /// <param name="now">Where it stands now.</param>
    /// <param name="step">The step.</param>
    /// <param name="who">provider, consumer, or node for what time alone brings.</param>
    /// <param name="ownSigned">Whether this party has signed.</param>
    /// <param name="otherSigned">Whether the other one has.</param>
    public static AgreementMove? Next(AgreementStage now, string step, string who, bool ownSigned, bool otherSigned)
    {
        if (now.Ended is not null)
        {
            return null;
        }

        if (now.State is Finalized)
        {
            return Array.Find(InForce, t => t.Step == step && t.Who == who) is { Step: not null } t ? new AgreementMove(now with { Ended = t.Ended, Suspended = now.Suspended && t.Ended is null }, []) : null;
        }

        if (who == "node")
        {
            return step == "expire" && NegotiationTransitions.Next(now.State, Termination, ProtocolRole.Provider) is { } over ? new AgreementMove(new AgreementStage(over, "expired"), [Termination]) : null;
        }

        // The provider's signature belongs to the agreement that it sends: it is given with it or at any time before the last message.
        if (step == "sign" && who == "provider" && now.State is Agreed)
        {
            return ownSigned ? null : new AgreementMove(now, []);
        }

        // What is refused is what the other one proposed last.
        var role = Role(who);
        if (role is null || (step == "refuse" && now.State != (role is ProtocolRole.Provider ? Requested : Offered)))
        {
            return null;
        }

        foreach (var known in Messages)
        {
            if (known.Step == step && known.Who == role)
            {
                return NegotiationTransitions.Next(now.State, known.Message, known.Who) is { } next ? Followed(next, known.Message, step, otherSigned) : null;
            }
        }

        return null;
    }

    /// <summary>Where an agreement stands that a party begins with terms of its own: it asks as the consumer, and offers as the provider.</summary>
    /// <param name="who">provider or consumer.</param>
    public static AgreementMove Begun(string who)
    {
        var (message, role) = who == "provider" ? (Offer, ProtocolRole.Provider) : (Request, ProtocolRole.Consumer);
        return new AgreementMove(new AgreementStage(NegotiationTransitions.Next(null, message, role)!.Value, null), [message]);
    }

    /// <summary>The steps that a party may take now.</summary>
    /// <param name="now">Where it stands now.</param>
    /// <param name="who">provider or consumer.</param>
    /// <param name="ownSigned">Whether this party has signed.</param>
    /// <param name="otherSigned">Whether the other one has.</param>
    public static IReadOnlyList<string> Possible(AgreementStage now, string who, bool ownSigned, bool otherSigned) => [.. Steps.Where(s => Next(now, s, who, ownSigned, otherSigned) is not null)];

    /// <summary>Where it stands at an instant: what has passed its deadline or its end is expired, whether or not the node has come to record it.</summary>
    /// <param name="stage">Where it stands as recorded.</param>
    /// <param name="deadline">Until when both must have signed.</param>
    /// <param name="ends">When it ends; null when only its policy says.</param>
    /// <param name="at">The instant.</param>
    public static AgreementStage At(AgreementStage stage, DateTimeOffset deadline, DateTimeOffset? ends, DateTimeOffset at) =>
        (stage.IsUnderWay && at >= deadline) || ((stage.IsUnderWay || stage.IsInForce) && at >= ends) ? new AgreementStage(stage.IsInForce ? stage.State : Terminated, "expired") : stage;

    /// <summary>A step with what needs nobody's word after it, as with other connectors: what both accepted becomes the agreement, and what both have signed is in force.</summary>
    private static AgreementMove Followed(NegotiationState next, NegotiationMessage message, string step, bool otherSigned)
    {
        List<NegotiationMessage> said = [message];
        NegotiationMessage? follows = message is Accept ? Agreement : message is Verification && otherSigned ? Finalization : null;
        if (follows is { } more && NegotiationTransitions.Next(next, more, ProtocolRole.Provider) is { } after)
        {
            said.Add(more);
            next = after;
        }

        return new AgreementMove(new AgreementStage(next, next is Terminated ? step == "refuse" ? "refused" : "terminated" : null), said);
    }

    private static ProtocolRole? Role(string who) => who switch { "provider" => ProtocolRole.Provider, "consumer" => ProtocolRole.Consumer, _ => null };
}
