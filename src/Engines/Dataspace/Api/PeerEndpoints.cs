using System.Security.Claims;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class PeerEndpoints
{
    private static readonly Refusal NotOperator = new("access.role", "Your role may not do this.", "Only an operator admits and suspends connectors, and sets their tokens. 只有运营方可以准入、暂停连接器或设定其令牌。");

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/peers", List).WithName("ListPeers").WithSummary("Other connectors that the operator has admitted.");
        group.MapGet("/peers/{id}/catalogue", Catalogue).WithName("ReadPeerCatalogue").WithSummary("A page of another connector's catalogue; keyword finds in titles.");
        group.MapPost("/peers", Admit).WithName("AdmitPeer").WithSummary("Admits another connector as one member; an operator's.");
        group.MapPost("/peers/{id}/tokens", SetTokens).WithName("SetPeerTokens").WithSummary("Sets the token that a connector's calls carry, the token that calls to it carry, or both; an operator's.");
        group.MapPost("/peers/{id}/suspend", (string id, ClaimsPrincipal user, PeerCommands commands, CancellationToken stop) => Suspend(id, true, user, commands, stop)).WithName("SuspendPeer").WithSummary("From now on a connector's calls are refused; an operator's.");
        group.MapPost("/peers/{id}/resume", (string id, ClaimsPrincipal user, PeerCommands commands, CancellationToken stop) => Suspend(id, false, user, commands, stop)).WithName("ResumePeer").WithSummary("A connector's calls are taken again; an operator's.");
        group.MapPost("/identifiers", Name).WithName("GiveIdentifier").WithSummary("Gives an asset, offer or agreement of yours a name by which others know it.");
    }

    private static async Task<Ok<IReadOnlyList<PeerView>>> List(ProtocolReads reads, CancellationToken stop) => TypedResults.Ok<IReadOnlyList<PeerView>>([.. (await reads.Peers(stop)).Select(PeerCommands.View)]);

    private static async Task<Results<Ok<RemoteCatalogueView>, ProblemHttpResult>> Catalogue(string id, string? keyword, string? cursor, ProtocolReads reads, RemoteCatalogues catalogues, CancellationToken stop)
    {
        if (!PeerId.TryParse(id, null, out var named) || await reads.Peer(named.Value, stop) is not { SuspendedAt: null } peer)
        {
            return Problems.Of(new Refusal("dataspace.peer.unknown", "There is no such connector.", $"No connector that is admitted has the id \"{id}\"."));
        }

        var page = await catalogues.Page(peer, keyword, cursor, stop);
        return page.IsOk ? TypedResults.Ok(page.Value) : Problems.Of(page.Refusal);
    }

    private static async Task<Results<Created<PeerView>, ProblemHttpResult>> Admit(PeerAdmission admission, ClaimsPrincipal user, PeerCommands commands, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.Operator))
        {
            return Problems.Of(NotOperator);
        }

        var done = await commands.Admit(admission, user.Caller(), stop);
        return done.IsOk ? TypedResults.Created($"/dataspace/v1/peers/{done.Value.Id}", done.Value) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<PeerView>, ProblemHttpResult>> SetTokens(string id, PeerTokens tokens, ClaimsPrincipal user, PeerCommands commands, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.Operator))
        {
            return Problems.Of(NotOperator);
        }

        var done = await commands.SetTokens(PeerId.TryParse(id, null, out var peer) ? peer : default, tokens, user.Caller(), stop);
        return done.IsOk ? TypedResults.Ok(done.Value) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<PeerView>, ProblemHttpResult>> Suspend(string id, bool suspended, ClaimsPrincipal user, PeerCommands commands, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.Operator))
        {
            return Problems.Of(NotOperator);
        }

        var done = await commands.Suspend(PeerId.TryParse(id, null, out var peer) ? peer : default, suspended, user.Caller(), stop);
        return done.IsOk ? TypedResults.Ok(done.Value) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<IdentifierView>, ProblemHttpResult>> Name(IdentifierRequest request, ClaimsPrincipal user, PeerCommands commands, CancellationToken stop)
    {
        if (!user.Caller().Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        var done = await commands.Name(request, user.Caller(), stop);
        return done.IsOk ? TypedResults.Ok(done.Value) : Problems.Of(done.Refusal);
    }
}
