using System.Security.Claims;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Identity;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace KeyEcosystem.Host.Identity;

/// <summary>The caller's own account.</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder group)
    {
        group.MapGet("/me/account", async (ClaimsPrincipal user, OwnAccount account, CancellationToken stop) => Answer(await account.Find(user.Caller(), stop)))
            .WithName("GetAccount").WithSummary("Your own account, if you are a person.");
        group.MapPost("/me/name", async (NameChange change, ClaimsPrincipal user, OwnAccount account, CancellationToken stop) => Answer(await account.Rename(user.Caller(), change.DisplayName, stop)))
            .WithName("RenameMe").WithSummary("Changes how you are called.");
        group.MapPost("/me/password", async (PasswordChange change, ClaimsPrincipal user, OwnAccount account, CancellationToken stop) => Answer(await account.SetPassword(user.Caller(), change.Current, change.Password, stop)))
            .WithName("SetPassword").WithSummary("Sets your password and ends every sign-in, this one too.");
        group.MapPost("/me/sign-out", async (ClaimsPrincipal user, OwnAccount account, CancellationToken stop) => Answer(await account.SignOutEverywhere(user.Caller(), stop)))
            .WithName("SignOutEverywhere").WithSummary("Ends every sign-in of yours, this one too.");
    }

    private static Results<Ok<AccountView>, ProblemHttpResult> Answer(Result<UserAccount> result) => result.IsOk
        ? TypedResults.Ok(new AccountView(result.Value.Id, result.Value.LoginName, result.Value.DisplayName, result.Value.Member, result.Value.Roles, result.Value.HasPassword))
        : Problems.Of(result.Refusal);
}
