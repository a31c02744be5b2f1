using System.Security.Claims;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Says whether a sign-in still stands. Asked on every request, so that sign-out and suspension act on the next one, even after a crash.</summary>
internal sealed class SignIns(IDbContextFactory<NodeContext> contexts, TimeProvider clock)
{
    /// <summary>Claim with the sign-in id.</summary>
    public const string Claim = "sid";

    /// <summary>The account behind a sign-in; null when it ended, or the account may not sign in, or was changed since.</summary>
    public async Task<UserRow?> Standing(ClaimsPrincipal? principal, CancellationToken stop)
    {
        if (!TypedId.TryParse<UserId>(principal?.FindFirst("sub")?.Value, out var user) || !Guid.TryParseExact(principal!.FindFirst(Claim)?.Value, "N", out var id))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stop);
        var found = await (from u in db.Set<UserRow>()
                           join s in db.Set<SignInRow>() on u.Id equals s.User
                           where s.Id == id && u.Id == user.Value && u.State == UserState.Active
                           select new { u, s }).FirstOrDefaultAsync(stop);
        return found is not null && found.s.Stamp == found.u.Stamp && found.s.Expires > now ? found.u : null;
    }
}
