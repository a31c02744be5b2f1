using System.Security.Claims;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>What the sign-in pages call: by password, by link, out. The cookie is the provider's own and opens no API.</summary>
public sealed class SignInService
{
    /// <summary>Wrong passwords in a row after which none is looked at for <see cref="LockedFor"/>.</summary>
    public const int FailuresMax = 5;

    /// <summary>How long no password is looked at.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    private const int RacesMax = 8;

    /// <summary>One answer for all, so that it does not tell which accounts there are.</summary>
    private static readonly Refusal Refused = new(
        "access.sign-in.refused",
        "You are not signed in. 未能登录。",
        "Name or password is wrong, or the account is locked: after five wrong passwords for 15 minutes. 登录名或密码有误，或账户已被锁定（连续五次密码错误后锁定 15 分钟）。");

    private readonly ILane lane;
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly IIds ids;
    private readonly TimeProvider clock;
    private readonly NodeIdentityOptions options;
    private readonly Tickets tickets;
    private readonly Passwords passwords;

    internal SignInService(ILane lane, IDbContextFactory<NodeContext> contexts, IIds ids, TimeProvider clock, NodeIdentityOptions options, Tickets tickets, Passwords passwords)
    {
        this.lane = lane;
        this.contexts = contexts;
        this.ids = ids;
        this.clock = clock;
        this.options = options;
        this.tickets = tickets;
        this.passwords = passwords;
    }

    /// <summary>Signs a person in by password and sets the cookie.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="loginName">As typed.</param>
    /// <param name="password">As typed.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserId>> WithPassword(HttpContext http, string loginName, string password, CancellationToken stop)
    {
        if (await Try(UserInput.Normal(loginName), stop) is not { } row)
        {
            passwords.Check(null, password);
            return Refused;
        }

        var hash = row.PasswordHash;
        if (passwords.Check(hash, password) is not { } kept)
        {
            return Refused;
        }

        // Another attempt on the account, in a second tab or a second press of the button, may be counted just now: that is no reason to refuse the right password.
        for (var race = 0; race < RacesMax; race++)
        {
            row.Failures = 0;
            row.LockedUntil = null;
            row.PasswordHash = kept;
            var opened = await Open(http, row, signIn => new Change(Opened("sign-in.password", row)).Update(row).Insert(signIn), stop);
            if (opened.IsOk || opened.Refusal.Code != "state.stale")
            {
                return opened;
            }

            await using var db = await contexts.CreateDbContextAsync(stop);
            if (await db.Set<UserRow>().FirstOrDefaultAsync(u => u.Id == row.Id && u.State == UserState.Active && u.PasswordHash == hash, stop) is not { } fresh)
            {
                return Refused;
            }

            row = fresh;
        }

        return Refused;
    }

    /// <summary>Signs a person in by a one-time link and sets the cookie. Of two takers one gets it.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="text">The fragment of the link.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserId>> WithLink(HttpContext http, string text, CancellationToken stop)
    {
        if (await tickets.Find(TicketKind.SignIn, text, stop) is not { } ticket)
        {
            return Tickets.Worthless;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<UserRow>().FirstOrDefaultAsync(u => u.Id == ticket.User && u.State == UserState.Active, stop) is not { } row)
        {
            return Tickets.Worthless;
        }

        var opened = await Open(http, row, signIn => new Change(Opened("sign-in.link", row)).Delete(ticket).Insert(signIn), stop);
        return opened.IsOk ? opened : Tickets.Lost(opened.Refusal);
    }

    /// <summary>Signs a person in whom another provider has identified, and sets the cookie. Nobody gets an account this way: there must be one under the address.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="email">The address that the provider has verified.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserId>> WithProvider(HttpContext http, string email, CancellationToken stop)
    {
        var loginName = UserInput.Normal(email);
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<UserRow>().FirstOrDefaultAsync(u => u.LoginName == loginName && u.State == UserState.Active, stop) is { } row
            ? await Open(http, row, signIn => new Change(Opened("sign-in.provider", row)).Insert(signIn), stop)
            : Refused;
    }

    /// <summary>Ends the sign-in of the cookie, and with it every token of it; then deletes the cookie.</summary>
    /// <param name="http">The page's request.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task SignOut(HttpContext http, CancellationToken stop)
    {
        if ((await http.AuthenticateAsync(IdentitySchemes.Login)).Principal is { } principal)
        {
            await Close(principal, stop);
        }

        await http.SignOutAsync(IdentitySchemes.Login);
    }

    /// <summary>Ends the sign-in that a verified principal carries.</summary>
    /// <param name="principal">With the claims <c>sub</c> and <c>sid</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task Close(ClaimsPrincipal principal, CancellationToken stop)
    {
        if (!Guid.TryParseExact(principal.FindFirst(SignIns.Claim)?.Value, "N", out var id) || !TypedId.TryParse<UserId>(principal.FindFirst("sub")?.Value, out var user))
        {
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<SignInRow>().FirstOrDefaultAsync(s => s.Id == id && s.User == user.Value, stop) is { } row)
        {
            // A refusal as stale means that somebody else ended it just now.
            await lane.Commit(new Change(new Act("sign-in.ended", user.ToString(), null, [user.ToString()], "done", "{}")).Delete(row), stop);
        }
    }

    private static Act Opened(string verb, UserRow row) => UserDirectory.Act(verb, new UserId(row.Id).ToString(), row);

    /// <summary>Counts the attempt before looking at the password, so that many at once are no way around the lock.</summary>
    internal async Task<UserRow?> Try(string loginName, CancellationToken stop)
    {
        for (var race = 0; race < RacesMax; race++)
        {
            await using var db = await contexts.CreateDbContextAsync(stop);
            var now = clock.GetUtcNow();
            if (await db.Set<UserRow>().FirstOrDefaultAsync(u => u.LoginName == loginName && u.State == UserState.Active, stop) is not { } row || row.LockedUntil > now)
            {
                return null;
            }

            row.Failures = row.LockedUntil is null ? row.Failures + 1 : 1;
            row.LockedUntil = row.Failures >= FailuresMax ? now + LockedFor : null;
            var done = await lane.Commit(new Change(UserDirectory.Act(row.LockedUntil is null ? "sign-in.tried" : "sign-in.locked", "node", row)).Update(row), stop);
            if (done.IsOk)
            {
                return await db.Set<UserRow>().FirstOrDefaultAsync(u => u.Id == row.Id && u.State == UserState.Active, stop);
            }

            if (done.Refusal.Code != "state.stale")
            {
                return null;
            }
        }

        return null;
    }

    private async Task<Result<UserId>> Open(HttpContext http, UserRow row, Func<SignInRow, Change> change, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var signIn = new SignInRow { Id = ids.Next(), User = row.Id, Stamp = row.Stamp, Expires = now + options.SignInLifetime };
        var done = await lane.Commit(change(signIn), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        var user = new UserId(row.Id);
        var identity = new ClaimsIdentity([new Claim("sub", user.ToString()), new Claim(SignIns.Claim, signIn.Id.ToString("n"))], IdentitySchemes.Login, "sub", null);
        await http.SignInAsync(IdentitySchemes.Login, new ClaimsPrincipal(identity), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = signIn.Expires });
        return user;
    }
}
