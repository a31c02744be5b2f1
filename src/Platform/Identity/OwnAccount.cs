using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>What a person does with the own account: name, password, the end of every sign-in.</summary>
public sealed class OwnAccount
{
    private readonly ILane lane;
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly IIds ids;
    private readonly SignInService signIns;
    private readonly TokenRevocation tokens;
    private readonly Passwords passwords;

    internal OwnAccount(ILane lane, IDbContextFactory<NodeContext> contexts, IIds ids, SignInService signIns, TokenRevocation tokens, Passwords passwords)
    {
        this.lane = lane;
        this.contexts = contexts;
        this.ids = ids;
        this.signIns = signIns;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /// <summary>The account of the caller.</summary>
    /// <param name="caller">A person; a key or a machine has none.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserAccount>> Find(Caller caller, CancellationToken stop) => await Row(caller, stop) is { } row ? UserAccount.Of(row) : Unknown(caller);

    /// <summary>Changes how the person is called.</summary>
    /// <param name="caller">The person.</param>
    /// <param name="displayName">1 to 100 characters.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserAccount>> Rename(Caller caller, string displayName, CancellationToken stop)
    {
        if (UserInput.UnfitName(displayName) is { } unfit)
        {
            return unfit;
        }

        if (await Row(caller, stop) is not { } row)
        {
            return Unknown(caller);
        }

        row.DisplayName = displayName;
        var done = await lane.Commit(new Change(UserDirectory.Act("user.renamed", caller.Subject, row)).Update(row), stop);
        return done.IsOk ? UserAccount.Of(row) : done.Refusal;
    }

    /// <summary>Sets the password and ends every sign-in: whoever knew the old one is out, and the person comes in by the new one.</summary>
    /// <param name="caller">The person.</param>
    /// <param name="current">The password so far; not looked at when there is none yet.</param>
    /// <param name="password">12 to 200 characters.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserAccount>> SetPassword(Caller caller, string? current, string password, CancellationToken stop)
    {
        if (Passwords.Unfit(password) is { } unfit)
        {
            return unfit;
        }

        if (await Row(caller, stop) is not { } row)
        {
            return Unknown(caller);
        }

        if (row.PasswordHash is not null)
        {
            // Counted like a sign-in, so that a stolen session is no way to guess the password.
            if (await signIns.Try(row.LoginName!, stop) is not { } counted || passwords.Check(counted.PasswordHash, current ?? "") is null)
            {
                return new Refusal("identity.password.wrong", "The present password is wrong. 当前密码有误。", "After five wrong passwords none is looked at for 15 minutes. 连续五次错误后锁定 15 分钟。");
            }

            row = counted;
        }

        row.PasswordHash = passwords.Hash(password);
        row.Failures = 0;
        row.LockedUntil = null;
        return await End(row, "user.password-set", stop);
    }

    /// <summary>Ends every sign-in of the person, this one too.</summary>
    /// <param name="caller">The person.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserAccount>> SignOutEverywhere(Caller caller, CancellationToken stop) =>
        await Row(caller, stop) is { } row ? await End(row, "user.signed-out", stop) : Unknown(caller);

    private static Refusal Unknown(Caller caller) => new("identity.user.unknown", "There is no such account.", $"\"{caller.Subject}\" is no person's account.");

    /// <summary>A new stamp makes every sign-in and token worth nothing from the next request on.</summary>
    private async Task<Result<UserAccount>> End(UserRow row, string verb, CancellationToken stop)
    {
        row.Stamp = ids.Next();
        var subject = new UserId(row.Id).ToString();
        var done = await lane.Commit(new Change(UserDirectory.Act(verb, subject, row)).Update(row), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        await tokens.Subject(subject, stop);
        return UserAccount.Of(row);
    }

    private async Task<UserRow?> Row(Caller caller, CancellationToken stop)
    {
        if (!TypedId.TryParse<UserId>(caller.Subject, out var user))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<UserRow>().FirstOrDefaultAsync(u => u.Id == user.Value && u.State == UserState.Active, stop);
    }
}
