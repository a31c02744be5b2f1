using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Client;

/// <summary>Disputes about agreements.</summary>
public static class DisputeCalls
{
    private const string Root = "dataspace/v1";

    /// <summary>One page of the disputes about your agreements, the newest first; of all where you supervise.</summary>
    /// <param name="http">The node.</param>
    /// <param name="open">Those that go on, or those that have ended; null for all.</param>
    /// <param name="cursor">Where the page before ended; null for the first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<Page<DisputeView>> Disputes(this NodeHttp http, bool? open, string? cursor, int? limit, CancellationToken stop) =>
        http.Get<Page<DisputeView>>($"{Root}/disputes{QueryText.Of(("open", open is { } wanted ? wanted ? "true" : "false" : null), ("cursor", cursor), ("limit", limit?.ToString()))}", stop);

    /// <summary>One dispute.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<DisputeView> Dispute(this NodeHttp http, PendingId id, CancellationToken stop) => http.Get<DisputeView>($"{Root}/disputes/{id}", stop);

    /// <summary>Raises a dispute about an agreement.</summary>
    /// <param name="http">The node.</param>
    /// <param name="agreement">Which agreement.</param>
    /// <param name="request">What is wrong.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<DisputeView> RaiseDispute(this NodeHttp http, AgreementId agreement, DisputeRequest request, CancellationToken stop) =>
        http.Post<DisputeView>($"{Root}/agreements/{agreement}/disputes", request, stop);

    /// <summary>Takes a step in a dispute as a party.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which dispute.</param>
    /// <param name="step">accept, reject, settle, withdraw, suspend or resume.</param>
    /// <param name="note">What is said with it; null for nothing.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<DisputeView> StepDispute(this NodeHttp http, PendingId id, string step, string? note, CancellationToken stop) =>
        http.Post<DisputeView>($"{Root}/disputes/{id}/{Uri.EscapeDataString(step)}", new DisputeStep(note), stop);

    /// <summary>Rules on a dispute of others.</summary>
    /// <param name="http">The node.</param>
    /// <param name="id">Which dispute.</param>
    /// <param name="ruling">How, and why.</param>
    /// <param name="stop">Ends the call.</param>
    public static Task<DisputeView> RuleDispute(this NodeHttp http, PendingId id, DisputeRuling ruling, CancellationToken stop) =>
        http.Post<DisputeView>($"{Root}/disputes/{id}/ruling", ruling, stop);
}
