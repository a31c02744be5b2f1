using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class AgreementEndpoints
{
    private static readonly string[] Roles = ["provider", "consumer"];

    /// <summary>Steps that need nothing said with them but a signature.</summary>
    private static readonly string[] Said = ["accept", "agree", "refuse", "sign", "terminate"];

    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/agreements", List).WithName("ListAgreements").WithSummary("Your agreements, the newest first; filter by state, role (provider or consumer) and asset.");
        group.MapGet("/agreements/{id}", One).WithName("GetAgreement").WithSummary("One agreement of yours; operators and regulators read those with a dispute, on which they rule.");
        group.MapGet("/agreements/{id}/document", Document).WithName("GetAgreementDocument").WithSummary("What both parties sign, with the signatures: enough to check it offline. Operators and regulators read those with a dispute.");
        group.MapPost("/agreements", Request).WithName("RequestAgreement").WithSummary("Asks for an agreement on offered terms, or on others.");
        group.MapPost("/agreements/{id}/duties", Duty).WithName("StepDuty").WithSummary("Says of a duty of the terms that it is done (declare), or confirms, contests or waives it as the provider.");
        group.MapPost("/agreements/{id}/proposals", Propose).WithName("ProposeTerms").WithSummary("Proposes other terms than the other party did last: a counter-offer, while an agreement is negotiated.");
        group.MapPost("/agreements/{id}/amendments", Amend).WithName("AmendAgreement").WithSummary("Proposes other terms for an agreement in force: a new version, which replaces it when both have signed.");
        group.MapPost("/agreements/{id}/{step}", Step).WithName("StepAgreement").WithSummary("accept or agree, refuse, sign or terminate. A member with its own key signs by sending its signature.");
    }

    private static async Task<Results<Ok<Page<AgreementView>>, ProblemHttpResult>> List(string? state, string? role, string? asset, string? cursor, int? limit, ClaimsPrincipal user, DataspaceReads reads, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        if (!page.IsOk)
        {
            return Problems.Of(page.Refusal);
        }

        if (state is not null && !AgreementStage.Words.Contains(state))
        {
            return Problems.Of(Refusal.Field("state", string.Join(", ", AgreementStage.Words), state));
        }

        if (role is not null && !Roles.Contains(role))
        {
            return Problems.Of(Refusal.Field("role", string.Join(", ", Roles), role));
        }

        AssetId? about = null;
        if (asset is not null)
        {
            if (!AssetId.TryParse(asset, null, out var parsed))
            {
                return Problems.Of(Refusal.Field("asset", "an asset id (ast_...)", asset));
            }

            about = parsed;
        }

        return TypedResults.Ok(await reads.Agreements(user.Caller().Member, new AgreementFilter(state, role, about), page.Value.Cursor, page.Value.Limit, stop));
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, DataspaceReads reads, Disputes disputes, AgreementViews views, IUseCounts counts, CancellationToken stop)
    {
        if (await Readable(id, user.Caller(), reads, disputes, stop) is not { } row)
        {
            return Problems.Of(DataspaceRefusals.UnknownAgreement(id));
        }

        var used = await counts.Of(new AgreementId(row.Id), stop);
        return TypedResults.Ok(await views.Of(row, user.Caller(), row.Version, stop) with { Used = used is null ? null : new AgreementUsedView(used.Used, used.Bytes, used.Rows) });
    }

    private static async Task<Results<Ok<AgreementDocumentView>, ProblemHttpResult>> Document(string id, ClaimsPrincipal user, DataspaceReads reads, Disputes disputes, CancellationToken stop) =>
        await Readable(id, user.Caller(), reads, disputes, stop) is { } row ? TypedResults.Ok(DataspaceReads.Document(row)) : Problems.Of(DataspaceRefusals.UnknownAgreement(id));

    /// <summary>An agreement that somebody may read: as a party, or as who rules on a dispute about it.</summary>
    private static async Task<AgreementRow?> Readable(string id, Caller caller, DataspaceReads reads, Disputes disputes, CancellationToken stop) =>
        AgreementId.TryParse(id, null, out var agreement) && await reads.Find(agreement, stop) is { } row && (AgreementCommands.PartyOf(row, caller.Member) is not null || await disputes.MayRead(row, caller, stop)) ? row : null;

    private static async Task<Results<Created<AgreementView>, ProblemHttpResult>> Request(AgreementRequest request, ClaimsPrincipal user, AgreementCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(DataspaceRefusals.NotConcluding);
        }

        var result = await commands.Request(request, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/agreements/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> Duty(string id, DutyStep step, ClaimsPrincipal user, AgreementCommands commands, AgreementViews views, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(DataspaceRefusals.NotConcluding);
        }

        if (!AgreementId.TryParse(id, null, out var agreement))
        {
            return Problems.Of(DataspaceRefusals.UnknownAgreement(id));
        }

        var result = await commands.Step(agreement, step, caller, stop);
        return result.IsOk ? TypedResults.Ok(await views.Of(result.Value, caller, result.Value.Version + 1, stop)) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Created<AgreementView>, ProblemHttpResult>> Amend(string id, AgreementProposal proposal, ClaimsPrincipal user, AgreementProposals proposals, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (!AgreementId.TryParse(id, null, out var agreement))
        {
            return Problems.Of(DataspaceRefusals.UnknownAgreement(id));
        }

        var result = await proposals.Amend(agreement, proposal, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/agreements/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> Propose(string id, AgreementProposal proposal, ClaimsPrincipal user, AgreementProposals proposals, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin))
        {
            return Problems.Of(DataspaceRefusals.NotAdmin);
        }

        if (!AgreementId.TryParse(id, null, out var agreement))
        {
            return Problems.Of(DataspaceRefusals.UnknownAgreement(id));
        }

        var result = await proposals.Propose(agreement, proposal, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<AgreementView>, ProblemHttpResult>> Step(string id, string step, AgreementSigning? signing, ClaimsPrincipal user, AgreementCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(DataspaceRefusals.NotConcluding);
        }

        if (!Said.Contains(step) || !AgreementId.TryParse(id, null, out var agreement))
        {
            return Problems.Of(new Refusal("dataspace.agreement.unknown", "There is no such agreement or step.", $"Steps are {string.Join(", ", Said)}; the id was \"{id}\"."));
        }

        var result = await commands.Step(agreement, step, signing, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }
}
