using System.Collections.Frozen;

namespace KeyEcosystem.Dataspace.Core.Protocol;

/// <summary>The protocol's own words (Dataspace Protocol 2025-1, HTTPS binding).</summary>
public static class ProtocolWords
{
    /// <summary>Version that is spoken.</summary>
    public const string Version = "2025-1";

    /// <summary>The context that every message names.</summary>
    public const string Context = "https://w3id.org/dspace/2025/1/context.jsonld";

    /// <summary>Format of data that the consumer fetches.</summary>
    public const string Pull = "HttpData-PULL";

    /// <summary>Format of data that the provider sends.</summary>
    public const string Push = "HttpData-PUSH";

    /// <summary>Type of an HTTP endpoint for data.</summary>
    public const string HttpEndpoint = "https://w3id.org/idsa/v4.1/HTTP";

    /// <summary>Of a data set of this product: ids of its offers that are agreed on at once as they stand. Others pass it over.</summary>
    public const string Standing = "keyeco:standing";

    private static readonly FrozenDictionary<NegotiationMessage, string> NegotiationTypes = new Dictionary<NegotiationMessage, string>
    {
        [NegotiationMessage.Request] = "ContractRequestMessage",
        [NegotiationMessage.Offer] = "ContractOfferMessage",
        [NegotiationMessage.Accept] = "ContractNegotiationEventMessage",
        [NegotiationMessage.Agreement] = "ContractAgreementMessage",
        [NegotiationMessage.Verification] = "ContractAgreementVerificationMessage",
        [NegotiationMessage.Finalization] = "ContractNegotiationEventMessage",
        [NegotiationMessage.Termination] = "ContractNegotiationTerminationMessage",
    }.ToFrozenDictionary();

    /// <summary>The <c>@type</c> of a message.</summary>
    /// <param name="message">Which.</param>
    public static string TypeOf(NegotiationMessage message) => NegotiationTypes[message];

    /// <summary>The <c>@type</c> of a message.</summary>
    /// <param name="message">Which.</param>
    public static string TypeOf(TransferMessage message) => $"Transfer{message}Message";

    /// <summary>A state as messages write it.</summary>
    /// <param name="state">Which.</param>
    public static string Of(NegotiationState state) => state.ToString().ToUpperInvariant();

    /// <summary>A state as messages write it.</summary>
    /// <param name="state">Which.</param>
    public static string Of(TransferState state) => state.ToString().ToUpperInvariant();

    /// <summary>The state that a message names; null for none of these.</summary>
    /// <typeparam name="T">The kind of process.</typeparam>
    /// <param name="word">As messages write it.</param>
    public static T? StateOf<T>(string? word)
        where T : struct, Enum
    {
        foreach (var state in Enum.GetValues<T>())
        {
            if (string.Equals(state.ToString().ToUpperInvariant(), word, StringComparison.Ordinal))
            {
                return state;
            }
        }

        return null;
    }

    /// <summary>Whether a message's event is said by it.</summary>
    /// <param name="message">Which.</param>
    public static string? EventOf(NegotiationMessage message) => message switch
    {
        NegotiationMessage.Accept => "ACCEPTED",
        NegotiationMessage.Finalization => "FINALIZED",
        _ => null,
    };

    /// <summary>Where a message of a process that goes on is posted, below the other side's address.</summary>
    /// <param name="message">Which.</param>
    public static string PathOf(NegotiationMessage message) => message switch
    {
        NegotiationMessage.Request => "request",
        NegotiationMessage.Offer => "offers",
        NegotiationMessage.Agreement => "agreement",
        NegotiationMessage.Verification => "agreement/verification",
        NegotiationMessage.Termination => "termination",
        _ => "events",
    };

    /// <summary>Where a message of a process that goes on is posted, below the other side's address.</summary>
    /// <param name="message">Which.</param>
    public static string PathOf(TransferMessage message) => message.ToString().ToLowerInvariant();
}
