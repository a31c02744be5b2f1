using System.Security.Claims;
using KeyEcosystem.Contracts.Evidence;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Evidence;

/// <summary>This node as the witness of others.</summary>
internal static class WitnessEndpoints
{
    private static readonly Refusal NotAuditing = new("access.role", "Your role may not do this.", "Heads of other nodes are kept and read by operators and auditors. 他节点的根只由运营方与审计方保存、查看。");

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapPost("/witness", Keep).WithName("KeepWitnessedHead").WithSummary("Keeps a head of another node, when it follows the last one kept of it; operators and auditors.");
        group.MapGet("/witness", List).WithName("ListWitnessedHeads").WithSummary("The heads kept of another node, the smallest first; last=true gives the newest alone.");
    }

    private static bool Audits(Caller caller) => caller.Is(NodeRoles.Auditor) || caller.Is(NodeRoles.Operator);

    private static async Task<Results<Ok<WitnessedHeadView>, ProblemHttpResult>> Keep(WitnessRequest request, ClaimsPrincipal user, EvidenceWitness witness, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!Audits(caller))
        {
            return Problems.Of(NotAuditing);
        }

        var kept = await witness.Keep(request.Head ?? "", request.Path ?? [], caller.Subject, stop);
        return kept.IsOk ? TypedResults.Ok(View(kept.Value)) : Problems.Of(kept.Refusal);
    }

    private static async Task<Results<Ok<IReadOnlyList<WitnessedHeadView>>, ProblemHttpResult>> List(string node, long? from, bool? last, int? limit, ClaimsPrincipal user, EvidenceWitness witness, CancellationToken stop)
    {
        if (!Audits(user.Caller()))
        {
            return Problems.Of(NotAuditing);
        }

        if (limit is < 1 or > Paging.LimitMax)
        {
            return Problems.Of(Refusal.Field("limit", $"1 to {Paging.LimitMax}", limit.ToString()));
        }

        IReadOnlyList<WitnessedHeadRow> rows = last == true ? (await witness.Last(node, stop) is { } row ? [row] : []) : await witness.List(node, from ?? 0, limit ?? Paging.LimitMax, stop);
        return TypedResults.Ok<IReadOnlyList<WitnessedHeadView>>([.. rows.Select(View)]);
    }

    private static WitnessedHeadView View(WitnessedHeadRow row) => new(row.Node, row.Size, row.Line, row.At);
}
