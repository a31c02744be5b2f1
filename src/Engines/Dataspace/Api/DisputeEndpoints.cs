using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Dataspace.Core;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Dataspace.Api;

internal static class DisputeEndpoints
{
    private static readonly Refusal NotRuling = new("access.role", "Your role may not do this.", "仅运营者与监管者裁决争议。Only operators and regulators rule on disputes.");

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/agreements/{id}/disputes", Raise).WithName("RaiseDispute").WithSummary("Raises a dispute about an agreement that is or was in force. It does not by itself stop use; the provider may suspend that while it is open.");
        group.MapGet("/disputes", List).WithName("ListDisputes").WithSummary("Disputes about your agreements, the newest first; operators, regulators and auditors read all. open=true lists those that go on.");
        group.MapGet("/disputes/{id}", One).WithName("GetDispute").WithSummary("One dispute.");
        group.MapPost("/disputes/{id}/ruling", Rule).WithName("RuleDispute").WithSummary("Rules on a dispute of others as operator or regulator: it ends with that.");
        group.MapPost("/disputes/{id}/{step}", Step).WithName("StepDispute").WithSummary("accept or reject what the other party asks for, settle, withdraw what you raised; suspend or resume use as the provider.");
    }

    private static async Task<Results<Created<DisputeView>, ProblemHttpResult>> Raise(string id, DisputeRequest request, ClaimsPrincipal user, Disputes disputes, CancellationToken stop)
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

        var result = await disputes.Raise(agreement, request, caller, stop);
        return result.IsOk ? TypedResults.Created($"/dataspace/v1/disputes/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<Page<DisputeView>>, ProblemHttpResult>> List(bool? open, string? cursor, int? limit, ClaimsPrincipal user, Disputes disputes, CancellationToken stop)
    {
        var page = Paging.Of(cursor, limit);
        return page.IsOk ? TypedResults.Ok(await disputes.List(user.Caller(), open, page.Value.Cursor, page.Value.Limit, stop)) : Problems.Of(page.Refusal);
    }

    private static async Task<Results<Ok<DisputeView>, ProblemHttpResult>> One(string id, ClaimsPrincipal user, Disputes disputes, CancellationToken stop)
    {
        var result = PendingId.TryParse(id, null, out var dispute) ? await disputes.One(dispute, user.Caller(), stop) : Disputes.Unknown(id);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<DisputeView>, ProblemHttpResult>> Step(string id, string step, DisputeStep? said, ClaimsPrincipal user, Disputes disputes, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.MemberAdmin) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(DataspaceRefusals.NotConcluding);
        }

        if (!DisputeTransitions.Steps.Contains(step) || DisputeTransitions.Rulings.Contains(step) || !PendingId.TryParse(id, null, out var dispute))
        {
            return Problems.Of(Disputes.Unknown(id));
        }

        var result = await disputes.Step(dispute, step, said?.Note, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<DisputeView>, ProblemHttpResult>> Rule(string id, DisputeRuling ruling, ClaimsPrincipal user, Disputes disputes, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator) && !caller.Is(NodeRoles.Regulator))
        {
            return Problems.Of(NotRuling);
        }

        if (!DisputeTransitions.Rulings.Contains(ruling.Step))
        {
            return Problems.Of(Refusal.Field("step", string.Join(", ", DisputeTransitions.Rulings), ruling.Step));
        }

        var result = PendingId.TryParse(id, null, out var dispute) ? await disputes.Step(dispute, ruling.Step, ruling.Note, caller, stop) : Disputes.Unknown(id);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }
}
