using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Members.Store;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Members.Api;

internal static class MemberEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var members = routes.MapGroup("/members/v1").RequireAuthorization("api").WithTags("Members");
        members.MapGet("/members", List).WithName("ListMembers").WithSummary("Lists members and listed entities.");
        members.MapGet("/members/{id}", One).WithName("GetMember").WithSummary("One member.");
        members.MapPost("/members", Apply).WithName("ApplyMember").WithSummary("Enters an application.");
        members.MapPost("/members/{id}/{step}", Step).WithName("StepMember").WithSummary("One step of admission: admit, withdraw, suspend, reinstate, leave, apply.");
        members.MapPatch("/members/{id}", ChangeProfile).WithName("ChangeMember").WithSummary("Changes a profile; If-Match guards the version.");
        RegistryEndpoints.Map(members);
    }

    /// <summary>The version that the sender expects; null when it does not say.</summary>
    internal static Result<long?> Expected(HttpRequest request) =>
        request.Headers.IfMatch.ToString().Trim('"') is not { Length: > 0 } etag ? (long?)null
        : long.TryParse(etag, out var version) ? (long?)version
        : Refusal.Field("If-Match", "the version in quotes", etag);

    private static async Task<Results<Ok<Page<MemberView>>, ProblemHttpResult>> List(MemberDirectory directory, string? query, string? type, string? state, string? industry, string? country, string? cursor, int? limit, CancellationToken stop)
    {
        MemberState? wanted = null;
        if (state is not null)
        {
            if (state.Length == 0 || char.IsDigit(state[0]) || !Enum.TryParse<MemberState>(state, ignoreCase: true, out var parsed))
            {
                return Problems.Of(Refusal.Field("state", "listed, applied, admitted, suspended or left", state));
            }

            wanted = parsed;
        }

        var page = Paging.Of(cursor, limit);
        return page.IsOk ? TypedResults.Ok(await directory.List(new MemberSearch(query, type, wanted, industry, country), page.Value.Cursor, page.Value.Limit, stop)) : Problems.Of(page.Refusal);
    }

    private static async Task<Results<Ok<MemberView>, ProblemHttpResult>> One(string id, HttpResponse response, MemberDirectory directory, CancellationToken stop)
    {
        if (!MemberId.TryParse(id, null, out var member) || await directory.Find(member, stop) is not { } row)
        {
            return Problems.Of(new Refusal("members.member.unknown", "There is no such member.", $"No member has the id \"{id}\"."));
        }

        response.Headers.ETag = $"\"{row.Version}\"";
        return TypedResults.Ok(MemberDirectory.View(row));
    }

    private static async Task<Results<Created<MemberView>, ProblemHttpResult>> Apply(MemberApplication application, ClaimsPrincipal user, MemberCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!caller.Is(NodeRoles.Operator) && !caller.Is(NodeRoles.Trial))
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Applications are entered by an operator, or by a person on trial for the own organisation. 入盟申请由运营方录入，或由试用者为本机构提交。"));
        }

        var result = await commands.Apply(application, caller, stop);
        return result.IsOk ? TypedResults.Created($"/members/v1/members/{result.Value.Id}", result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<MemberView>, ProblemHttpResult>> Step(string id, string step, ClaimsPrincipal user, HttpRequest request, MemberCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!Admission.Steps.Contains(step) || !MemberId.TryParse(id, null, out var member))
        {
            return Problems.Of(new Refusal("members.member.unknown", "There is no such member or step.", $"Steps are {string.Join(", ", Admission.Steps)}; the id was \"{id}\"."));
        }

        var own = member == caller.Member && caller.Is(NodeRoles.MemberAdmin) && step is "leave" or "withdraw";
        if (!caller.Is(NodeRoles.Operator) && !own)
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "Only an operator decides on admission; a member's administrator may withdraw or leave. 准入由运营方决定；成员机构的管理员可以撤回申请或退出。"));
        }

        var expected = Expected(request);
        if (!expected.IsOk)
        {
            return Problems.Of(expected.Refusal);
        }

        var result = await commands.Step(member, step, expected.Value, caller, stop);
        return result.IsOk ? TypedResults.Ok(result.Value) : Problems.Of(result.Refusal);
    }

    private static async Task<Results<Ok<MemberView>, ProblemHttpResult>> ChangeProfile(string id, MemberChange change, ClaimsPrincipal user, HttpRequest request, HttpResponse response, MemberCommands commands, CancellationToken stop)
    {
        var caller = user.Caller();
        if (!MemberId.TryParse(id, null, out var member))
        {
            return Problems.Of(new Refusal("members.member.unknown", "There is no such member.", $"No member has the id \"{id}\"."));
        }

        var own = member == caller.Member && caller.Is(NodeRoles.MemberAdmin) && change is { Type: null, Role: null, Country: null };
        if (!caller.Is(NodeRoles.Operator) && !own)
        {
            return Problems.Of(new Refusal("access.role", "Your role may not do this.", "A member's administrator changes names and industry of the own member; an operator also type, role and country. 成员机构的管理员可变更本机构的名称与行业；类型、角色与国家由运营方变更。"));
        }

        var expected = Expected(request);
        if (!expected.IsOk)
        {
            return Problems.Of(expected.Refusal);
        }

        var result = await commands.ChangeProfile(member, change, expected.Value, caller, stop);
        if (!result.IsOk)
        {
            return Problems.Of(result.Refusal);
        }

        response.Headers.ETag = $"\"{result.Value.Version}\"";
        return TypedResults.Ok(result.Value);
    }
}
