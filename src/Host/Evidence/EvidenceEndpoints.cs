using System.Security.Claims;
using KeyEcosystem.Contracts.Evidence;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using KeyEcosystem.Platform.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Host.Evidence;

internal static class EvidenceEndpoints
{
    /// <summary>Adds receipts with answers, and the keeping of heads.</summary>
    public static IServiceCollection AddEvidenceService(this IServiceCollection services) => services
        .AddHttpContextAccessor()
        .AddHeadKeeping()
        .Decorate<ILane>((lane, s) => new ReceiptLane(lane, s.GetRequiredService<IHttpContextAccessor>(), new Lazy<EvidenceStore>(s.GetRequiredService<EvidenceStore>)));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/evidence/v1").RequireAuthorization(IdentityModule.ApiPolicy).WithTags("Evidence");
        group.MapGet("/head", (EvidenceStore store) => TypedResults.Ok(store.Head())).WithName("GetHead").WithSummary("A signed head over everything committed so far.");
        group.MapGet("/records", Records).WithName("ListRecords").WithSummary("Your records; auditors, regulators and operators see all. Narrowed by subject, verb, since and until; the next page begins at the last place and one.");
        group.MapGet("/records/{id}/proof", Proof).WithName("GetProof").WithSummary("One record with the path to a signed head.");
        group.MapGet("/consistency", Consistency).WithName("GetConsistency").WithSummary("Proof that the log of an earlier size is the beginning of the log now, with a signed head.");
        group.MapGet("/heads", Heads).WithName("ListKeptHeads").WithSummary("The node's own signed heads that it kept, the smallest first.");
        WitnessEndpoints.Map(group);
        group.MapGet("/export", Export).WithName("ExportEvidence").WithSummary("The whole log for offline verification; auditors, regulators and operators.").RequireRateLimiting(RateLimits.Expensive);
    }

    private static bool SeesAll(Caller caller) => caller.Is(NodeRoles.Auditor) || caller.Is(NodeRoles.Regulator) || caller.Is(NodeRoles.Operator);

    private static async Task<Results<Ok<IReadOnlyList<RecordView>>, ProblemHttpResult>> Records(string? subject, string? verb, DateTimeOffset? since, DateTimeOffset? until, long? from, int? limit, ClaimsPrincipal user, EvidenceStore store, CancellationToken stop)
    {
        var caller = user.Caller();
        if (limit is < 1 or > 500)
        {
            return Problems.Of(Refusal.Field("limit", "1 to 500", limit.ToString()));
        }

        var rows = await store.Records(new EvidenceFilter(subject, verb, since?.ToUniversalTime(), until?.ToUniversalTime()), SeesAll(caller) ? null : caller.Member, from ?? 0, limit ?? 100, stop);
        return TypedResults.Ok<IReadOnlyList<RecordView>>([.. rows.Select(r => new RecordView(new EvidenceId(r.Id), r.Sequence, r.At, r.Verb, r.Subject, r.Outcome))]);
    }

    private static async Task<Results<Ok<EvidenceProof>, ProblemHttpResult>> Proof(string id, ClaimsPrincipal user, EvidenceStore store, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!EvidenceId.TryParse(id, null, out var record) || !await store.Concerns(record, SeesAll(caller) ? null : caller.Member, stop))
        {
            return Problems.Of(new Refusal("evidence.record.unknown", "There is no such record of yours.", $"No record of your organisation has the id \"{id}\"."));
        }

        var proof = await store.Proof(record, stop);
        return proof.IsOk ? TypedResults.Ok(proof.Value) : Problems.Of(proof.Refusal);
    }

    private static async Task<Results<Ok<EvidenceConsistency>, ProblemHttpResult>> Consistency(long first, EvidenceStore store, CancellationToken stop)
    {
        var proof = await store.Consistency(first, stop);
        return proof.IsOk ? TypedResults.Ok(proof.Value) : Problems.Of(proof.Refusal);
    }

    private static async Task<Results<Ok<IReadOnlyList<string>>, ProblemHttpResult>> Heads(long? from, int? limit, EvidenceStore store, CancellationToken stop) =>
        limit is < 1 or > Paging.LimitMax
            ? Problems.Of(Refusal.Field("limit", $"1 to {Paging.LimitMax}", limit.ToString()))
            : TypedResults.Ok(await store.KeptHeads(from ?? 0, limit ?? Paging.LimitMax, stop));

    private static Results<PushStreamHttpResult, ProblemHttpResult> Export(ClaimsPrincipal user, EvidenceStore store) =>
        SeesAll(user.Caller())
            ? TypedResults.Stream(output => store.Export(output, CancellationToken.None), "text/plain")
            : Problems.Of(new Refusal("access.role", "Your role may not do this.", "The whole log is for auditors, regulators and operators. 完整日志仅供审计方、监管方与运营方查看。"));
}
