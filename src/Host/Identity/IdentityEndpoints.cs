using System.Security.Claims;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Identity;

/// <summary>Identity over HTTP. Signed in: who one is, accounts, invitations, keys. Not signed in: acceptance and sign-up, limited by address.</summary>
public static class IdentityEndpoints
{
    /// <summary>Maps <c>/identity/v1</c>.</summary>
    /// <param name="routes">The node.</param>
    public static void MapIdentityApi(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/identity/v1").RequireAuthorization(IdentityModule.ApiPolicy).WithTags("Identity");
        group.MapGet("/me", async (ClaimsPrincipal user, [FromServices] IMemberAnswer? members, [FromServices] TrialDays? trials, CancellationToken stop) => TypedResults.Ok(await Me(user.Caller(), members, trials, stop)))
            .WithName("GetMe").WithSummary("Who the node takes you for, and on trial what of today's caps is used.");
        AccountEndpoints.Map(group);
        UserEndpoints.Map(group);
        KeyEndpoints.Map(group);

        var open = routes.MapGroup("/identity/v1").AllowAnonymous().RequireRateLimiting(RateLimits.Attempts).WithTags("Identity");
        open.MapPost("/invitations/accept", Accept).WithName("AcceptInvitation").WithSummary("Makes the account that an invitation is for.");
        open.MapPost("/sign-up", Begin).WithName("BeginSignUp").WithSummary("Writes to an address; the answer is the same whether or not it has an account.");
        open.MapPost("/sign-up/complete", Complete).WithName("CompleteSignUp").WithSummary("Makes a trial account for a proven address.");
    }

    private static async Task<MeView> Me(Caller caller, IMemberAnswer? members, TrialDays? trials, CancellationToken stop)
    {
        var member = members is null ? null : await members.Of(caller.Member, stop);
        return new MeView(caller.Subject, caller.Member, caller.Roles, member?.State, member?.NameZh, member?.NameEn, member is { Trial: true } && trials is not null ? await Today(caller.Member, trials, stop) : null);
    }

    private static async Task<TrialDayView> Today(MemberId member, TrialDays trials, CancellationToken stop)
    {
        var (day, ends) = await trials.Today(member, stop);
        return new TrialDayView(ends, day.Uses, day.UsesMax, day.Bytes, day.BytesMax, day.DeviceMs, day.DeviceMsMax);
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> Accept(TicketAcceptance request, Invitations invitations, CancellationToken stop)
    {
        var made = await invitations.Accept(request.Ticket, request.DisplayName, request.Password, stop);
        return made.IsOk ? TypedResults.Ok(UserEndpoints.View(made.Value)) : Problems.Of(made.Refusal);
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> Begin(SignUpRequest request, SignUps signUps, CancellationToken stop)
    {
        var begun = await signUps.Begin(request.Email, stop);
        return begun.IsOk ? TypedResults.Accepted((string?)null) : Problems.Of(begun.Refusal);
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> Complete(TicketAcceptance request, SignUps signUps, CancellationToken stop)
    {
        var made = await signUps.Complete(request.Ticket, request.DisplayName, request.Password, stop);
        return made.IsOk ? TypedResults.Ok(UserEndpoints.View(made.Value)) : Problems.Of(made.Refusal);
    }
}
