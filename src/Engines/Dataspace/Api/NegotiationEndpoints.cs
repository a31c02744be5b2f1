using System.Security.Claims;
using System.Text.Json;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

/// <summary>What people and programs of this node's members decide in negotiations with other connectors.</summary>
internal static class NegotiationEndpoints
{
    private const int ReasonMax = 1000;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/negotiations", List).WithName("ListNegotiations").WithSummary("Your negotiations with other connectors, the newest first.");
        group.MapPost("/negotiations", Ask).WithName("StartNegotiation").WithSummary("Asks another connector for an agreement about a data set of its.");
        group.MapGet("/negotiations/{id}", One).WithName("GetNegotiation").WithSummary("One negotiation of yours; with waitSeconds (0 to 60) as soon as it has ended.");
        group.MapPost("/negotiations/{id}/messages", Step).WithName("StepNegotiation").WithSummary("Sends a message that the negotiation allows now: request (a counter-offer), offer, accept, agreement, verification, finalization or termination.");
    }

    public static NegotiationView View(NegotiationRow row) => new(
        new NegotiationId(row.Id), Word(row.Role), new PeerId(row.Peer), new MemberId(row.Member), row.Dataset, ProtocolWords.Of(row.State), row.OfferId, row.Policy, Word(row.OfferedBy), row.AgreementId, row.Problem,
        [.. NegotiationTransitions.Possible(row.State, row.Role).Select(Word)], row.CreatedAt, row.Since)
    {
        Changes = row.Changes() is { } changes ? [.. changes.Select(c => new TermsChangeView(c.Kind, c.Zh, c.En))] : null,
    };

    private static async Task<Results<Ok<Page<NegotiationView>>, ProblemHttpResult>> List(string? cursor, int? limit, ClaimsPrincipal user, ProtocolReads reads, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        var rows = await reads.Negotiations(user.Caller().Member, page.Value.Cursor, page.Value.Limit + 1, stop);
        return TypedResults.Ok(new Page<NegotiationView>([.. rows.Take(page.Value.Limit).Select(View)], rows.Count > page.Value.Limit ? rows[page.Value.Limit - 1].Id.ToString("n") : null));
    }

    private static async Task<Results<Ok<NegotiationView>, ProblemHttpResult>> One(string id, int? waitSeconds, ClaimsPrincipal user, ProtocolReads reads, ProcessWatch watch, MessageSender sender, CancellationToken stop) =>
        waitSeconds is < 0 or > ProcessWatch.WaitMax ? Problems.Of(Refusal.Field("waitSeconds", $"0 to {ProcessWatch.WaitMax}", $"{waitSeconds}"))
        : await watch.Until(NegotiationId.TryParse(id, null, out var named) ? named.Value : default, waitSeconds, () => Own(id, user, reads, stop), r => NegotiationTransitions.IsTerminal(r.State), stop) is { } row ? TypedResults.Ok(View(row) with { Undelivered = sender.Undelivered(row.Id) })
        : Problems.Of(Negotiations.Unknown(id));

    private static async Task<Results<Created<NegotiationView>, ProblemHttpResult>> Ask(NegotiationRequest request, ClaimsPrincipal user, ProtocolReads reads, Negotiations negotiations, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (await reads.Peer(request.Peer.Value, stop) is not { SuspendedAt: null } peer)
        {
            return Problems.Of(NoPeer(request.Peer));
        }

        if (request.Dataset is not { Length: > 0 and <= 500 })
        {
            return Problems.Of(Refusal.Field("dataset", "1 to 500 characters", request.Dataset));
        }

        var offer = Own(request.Offer);
        if (!offer.IsOk)
        {
            return Problems.Of(offer.Refusal);
        }

        var done = await negotiations.Ask(peer, request.Dataset, offer.Value, null, request.Id, user.Caller(), stop);
        if (request.Id is { } own && (done.IsOk ? !IsOf(done.Value, request, offer.Value) : done.Refusal.Code == "state.exists"))
        {
            return Problems.Of(SentOnce.Taken(own));
        }

        return done.IsOk ? TypedResults.Created($"/dataspace/v1/negotiations/{new NegotiationId(done.Value.Id)}", View(done.Value)) : Problems.Of(done.Refusal);
    }

    /// <summary>Terms that this side is about to send: read, and such that they permit something, as at publication.</summary>
    private static Result<OfferedTerms> Own(JsonElement offer)
    {
        var terms = OfferedTerms.Of(offer, "offer");
        return terms.IsOk && PolicyConsistency.Check(PolicyJson.Stored(terms.Value.Policy)) is { } contradiction ? contradiction : terms;
    }

    /// <summary>Whether a negotiation is the one that a request asks for. What counter-offers made of its terms since is not compared.</summary>
    private static bool IsOf(NegotiationRow row, NegotiationRequest request, OfferedTerms offer) =>
        row.Role is ProtocolRole.Consumer && row.Peer == request.Peer.Value && row.Dataset == request.Dataset
        && (row is not { Requests: 1, OfferedBy: ProtocolRole.Consumer } || (row.OfferId == offer.Id && row.Policy == offer.Policy));

    private static async Task<Results<Ok<NegotiationView>, ProblemHttpResult>> Step(string id, NegotiationStep step, ClaimsPrincipal user, ProtocolReads reads, Negotiations negotiations, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (await Own(id, user, reads, stop) is not { } row)
        {
            return Problems.Of(Negotiations.Unknown(id));
        }

        if (Enum.GetValues<NegotiationMessage>().Where(m => Word(m) == step.Message).Select(m => (NegotiationMessage?)m).FirstOrDefault() is not { } message)
        {
            return Problems.Of(Refusal.Field("message", string.Join(", ", Enum.GetValues<NegotiationMessage>().Select(Word)), step.Message));
        }

        if ((WrongReason(step.Reason) ?? (step.Reason is not null && message is not NegotiationMessage.Termination ? Refusal.Field("reason", "left out but with termination: no other message of the protocol carries one", step.Reason) : null)) is { } wrong)
        {
            return Problems.Of(wrong);
        }

        OfferedTerms? counter = null;
        if (step.Offer is { } offered)
        {
            var terms = Own(offered);
            if (!terms.IsOk)
            {
                return Problems.Of(terms.Refusal);
            }

            counter = terms.Value;
        }

        var done = await negotiations.Send(row.Id, message, counter, step.Reason, user.Caller().Subject, stop);
        return done.IsOk ? TypedResults.Ok(View(done.Value)) : Problems.Of(done.Refusal);
    }

    public static Refusal? WrongReason(string? reason) =>
        reason is { Length: 0 or > ReasonMax } || reason?.Any(char.IsControl) == true ? Refusal.Field("reason", $"1 to {ReasonMax} characters without control characters", reason) : null;

    public static Refusal NoPeer(PeerId id) => new("dataspace.peer.unknown", "There is no such connector.", $"No connector that is admitted has the id \"{id}\".");

    private static async Task<NegotiationRow?> Own(string id, ClaimsPrincipal user, ProtocolReads reads, CancellationToken stop) =>
        NegotiationId.TryParse(id, null, out var named) && await reads.Negotiation(named.Value, stop) is { } row && row.Member == user.Caller().Member.Value ? row : null;

    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
