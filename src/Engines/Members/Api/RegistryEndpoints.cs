using System.Security.Claims;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Members.Store;
using KeyEcosystem.Members.Work;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Members.Api;

/// <summary>Relations, the network they make, and the registry as files.</summary>
internal static class RegistryEndpoints
{
    private static readonly Refusal OperatorOnly = new("access.role", "Your role may not do this.", "Only an operator enters relations and imports the registry. 只有运营方可以录入关系、导入名录。");

    private delegate Task<Result<ImportView>> Import(Stream content, bool trial, Caller caller, CancellationToken stop);

    public static void Map(RouteGroupBuilder members)
    {
        members.MapGet("/relations", List).WithName("ListRelations").WithSummary("The typed relations, of one member, of one kind, or all.");
        members.MapPost("/relations", Enter).WithName("EnterRelation").WithSummary("Enters a relation with its evidence; operators.");
        members.MapDelete("/relations/{id}", Remove).WithName("RemoveRelation").WithSummary("Removes a relation; If-Match guards the version; operators.");
        members.MapGet("/relation-kinds", async (RelationGraph graph, CancellationToken stop) => TypedResults.Ok(await graph.Kinds(stop))).WithName("ListRelationKinds").WithSummary("The kinds of relation that there are.");
        members.MapGet("/members/{id}/network", Network).WithName("GetNetwork").WithSummary("Who is within one to three relations of a member.");
        members.MapGet("/industries", () => TypedResults.Ok(Industries.Sections)).WithName("ListIndustries").WithSummary("The sections of GB/T 4754.");
        members.MapGet("/export/members", (RegistryExport export) => File((output, stop) => export.Members(output, stop), "members.csv")).WithName("ExportMembers").WithSummary("The registry as CSV.");
        members.MapGet("/export/relations", (RegistryExport export) => File((output, stop) => export.Relations(output, stop), "relations.csv")).WithName("ExportRelations").WithSummary("The relations as CSV.");
        members.MapPost("/import/members", (bool? trial, HttpRequest request, ClaimsPrincipal user, RegistryImport import, CancellationToken stop) => Take(import.Members, trial, request, user, stop))
            .WithName("ImportMembers").WithSummary("Takes members from CSV, all or none; trial=true only says what would happen; operators.").Accepts<string>("text/csv");
        members.MapPost("/import/relations", (bool? trial, HttpRequest request, ClaimsPrincipal user, RegistryImport import, CancellationToken stop) => Take(import.Relations, trial, request, user, stop))
            .WithName("ImportRelations").WithSummary("Takes relations from CSV, all or none; trial=true only says what would happen; operators.").Accepts<string>("text/csv");
    }

    private static PushStreamHttpResult File(Func<Stream, CancellationToken, Task> write, string name) => TypedResults.Stream(output => write(output, CancellationToken.None), "text/csv; charset=utf-8", name);

    private static async Task<Results<Ok<ImportView>, ProblemHttpResult>> Take(Import import, bool? trial, HttpRequest request, ClaimsPrincipal user, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(OperatorOnly);
        }

        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = CsvTable.BytesMax;
        }

        var done = await import(request.Body, trial == true, caller, stop);
        return done.IsOk ? TypedResults.Ok(done.Value) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<IReadOnlyList<RelationView>>, ProblemHttpResult>> List(RelationGraph graph, string? member, string? predicate, CancellationToken stop)
    {
        if (member is null)
        {
            return TypedResults.Ok(await graph.List(null, predicate, stop));
        }

        return MemberId.TryParse(member, null, out var id)
            ? TypedResults.Ok(await graph.List(id, predicate, stop))
            : Problems.Of(Refusal.Field("member", "a member id (mbr_...)", member));
    }

    private static async Task<Results<Created<RelationView>, ProblemHttpResult>> Enter(RelationEntry entry, ClaimsPrincipal user, RelationCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(OperatorOnly);
        }

        var done = await commands.Enter(entry, caller, stop);
        return done.IsOk ? TypedResults.Created($"/members/v1/relations/{done.Value.Id}", done.Value) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(string id, HttpRequest request, ClaimsPrincipal user, RelationCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator))
        {
            return Problems.Of(OperatorOnly);
        }

        if (!RelationId.TryParse(id, null, out var relation))
        {
            return Problems.Of(new Refusal("members.relation.unknown", "There is no such relation.", $"No relation has the id \"{id}\"."));
        }

        var expected = MemberEndpoints.Expected(request);
        if (!expected.IsOk)
        {
            return Problems.Of(expected.Refusal);
        }

        var done = await commands.Remove(relation, expected.Value, caller, stop);
        return done.IsOk ? TypedResults.NoContent() : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<NetworkView>, ProblemHttpResult>> Network(string id, int? depth, string? predicate, MemberDirectory directory, RelationGraph graph, CancellationToken stop)
    {
        if (depth is < 1 or > RelationGraph.DepthMax)
        {
            return Problems.Of(Refusal.Field("depth", $"1 to {RelationGraph.DepthMax}", depth.ToString()));
        }

        return MemberId.TryParse(id, null, out var member) && await directory.Find(member, stop) is { } row
            ? TypedResults.Ok(await graph.Around(row, depth ?? 1, predicate, stop))
            : Problems.Of(new Refusal("members.member.unknown", "There is no such member.", $"No member has the id \"{id}\"."));
    }
}
