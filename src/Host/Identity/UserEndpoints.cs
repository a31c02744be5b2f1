using System.Security.Claims;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Identity;

/// <summary>People's accounts and invitations.</summary>
internal static class UserEndpoints
{
    private delegate Task<Result<UserAccount>> Step(UserId user, MemberId? within, string by, CancellationToken stop);

    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/users", List).WithName("ListUsers").WithSummary("Accounts of the own member; an operator sees all.");
        group.MapPost("/users", Create).WithName("CreateUser").WithSummary("Makes an account.");
        group.MapPost("/users/{id}/suspend", (UserId id, ClaimsPrincipal user, UserDirectory users, CancellationToken stop) => Do(id, user, users, users.Suspend, stop))
            .WithName("SuspendUser").WithSummary("Ends every sign-in of a person and allows no other.");
        group.MapPost("/users/{id}/restore", (UserId id, ClaimsPrincipal user, UserDirectory users, CancellationToken stop) => Do(id, user, users, users.Restore, stop))
            .WithName("RestoreUser").WithSummary("Lets a suspended person sign in again.");
        group.MapPost("/users/{id}/erase", (UserId id, ClaimsPrincipal user, UserDirectory users, CancellationToken stop) => Do(id, user, users, users.Erase, stop))
            .WithName("EraseUser").WithSummary("Deletes what names a person; the id stays in the records.");
        group.MapPost("/users/{id}/sign-in-link", Link).WithName("MakeSignInLink").WithSummary("An address that signs the person in once, within ten minutes; for those who have no password yet or lost it. It is recorded who made it.");
        group.MapPost("/invitations", Invite).WithName("Invite").WithSummary("Asks a person in; the text of the invitation is given once.");
    }

    public static UserView View(UserAccount account) => new(account.Id, account.LoginName, account.DisplayName, account.Member, account.Roles, account.State);

    private static async Task<Results<Ok<Page<UserView>>, ProblemHttpResult>> List(string? cursor, int? limit, ClaimsPrincipal user, UserDirectory users, CancellationToken stop)
    {
        var reach = Grants.Reach(user.Caller());
        if (!reach.IsOk)
        {
            return Problems.Of(reach.Refusal);
        }

        var asked = Paging.Of(cursor, limit, static (string text, out UserId id) => UserId.TryParse(text, null, out id));
        if (!asked.IsOk)
        {
            return Problems.Of(asked.Refusal);
        }

        var (after, take) = asked.Value;
        var page = await users.List(reach.Value, after, take, stop);
        return TypedResults.Ok(new Page<UserView>([.. page.Select(View)], page.Count == take ? page[^1].Id.ToString() : null));
    }

    private static async Task<Results<Created<UserView>, ProblemHttpResult>> Create(UserRequest request, ClaimsPrincipal user, UserDirectory users, CancellationToken stop)
    {
        var caller = user.Caller();
        var member = Grants.For(caller, request.Member, request.Roles);
        if (!member.IsOk)
        {
            return Problems.Of(member.Refusal);
        }

        var made = await users.Create(new NewUser(request.LoginName, request.DisplayName, member.Value, request.Roles, request.Password), caller.Subject, stop);
        return made.IsOk ? TypedResults.Created($"/identity/v1/users/{made.Value.Id}", View(made.Value)) : Problems.Of(made.Refusal);
    }

    private static async Task<Results<Ok<UserView>, ProblemHttpResult>> Do(UserId id, ClaimsPrincipal user, UserDirectory users, Step step, CancellationToken stop)
    {
        var caller = user.Caller();
        var (reach, refusal) = await Reach(id, caller, users, stop);
        if (refusal is not null)
        {
            return Problems.Of(refusal);
        }

        var done = await step(id, reach, caller.Subject, stop);
        return done.IsOk ? TypedResults.Ok(View(done.Value)) : Problems.Of(done.Refusal);
    }

    private static async Task<Results<Ok<SignInLinkView>, ProblemHttpResult>> Link(UserId id, ClaimsPrincipal user, UserDirectory users, NodeIdentityOptions node, TimeProvider clock, CancellationToken stop)
    {
        var caller = user.Caller();
        var (reach, refusal) = await Reach(id, caller, users, stop);
        if (refusal is not null)
        {
            return Problems.Of(refusal);
        }

        var until = clock.GetUtcNow() + UserDirectory.LinkLifetime;
        var made = await users.MakeSignInLink(id, reach, caller.Subject, stop);
        return made.IsOk ? TypedResults.Ok(new SignInLinkView(new Uri(node.PublicUrl, "signin#" + made.Value), until)) : Problems.Of(made.Refusal);
    }

    /// <summary>The tenant that the caller may touch for this account, or why the account is not the caller's to touch.</summary>
    private static async Task<(MemberId? Within, Refusal? Refusal)> Reach(UserId id, Caller caller, UserDirectory users, CancellationToken stop)
    {
        var reach = Grants.Reach(caller);
        return !reach.IsOk ? (null, reach.Refusal) : (reach.Value, await users.Find(id, reach.Value, stop) is { } account ? Grants.Above(caller, account) : null);
    }

    private static async Task<Results<Ok<InvitationView>, ProblemHttpResult>> Invite(InvitationRequest request, ClaimsPrincipal user, Invitations invitations, CancellationToken stop)
    {
        var caller = user.Caller();
        var member = Grants.For(caller, request.Member, request.Roles);
        if (!member.IsOk)
        {
            return Problems.Of(member.Refusal);
        }

        var invited = await invitations.Invite(request.Email, member.Value, request.Roles, caller.Subject, stop);
        return invited.IsOk ? TypedResults.Ok(new InvitationView(invited.Value)) : Problems.Of(invited.Refusal);
    }
}
