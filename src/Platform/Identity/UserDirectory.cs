using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>People's accounts. Every change is one commit with its record, which holds ids only.</summary>
/// <remarks><c>within</c> is the tenant a caller may touch, null for any: an account of another member is answered as if there were none.</remarks>
public sealed class UserDirectory
{
    /// <summary>How long a sign-in link is worth something.</summary>
    public static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(10);

    private readonly ILane lane;
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly IIds ids;
    private readonly Tickets tickets;
    private readonly TokenRevocation tokens;
    private readonly Passwords passwords;

    internal UserDirectory(ILane lane, IDbContextFactory<NodeContext> contexts, IIds ids, Tickets tickets, TokenRevocation tokens, Passwords passwords)
    {
        this.lane = lane;
        this.contexts = contexts;
        this.ids = ids;
        this.tickets = tickets;
        this.tokens = tokens;
        this.passwords = passwords;
    }

    /// <summary>Makes an account.</summary>
    /// <param name="user">What it shall be.</param>
    /// <param name="by">Who makes it; stands on record.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserAccount>> Create(NewUser user, string by, CancellationToken stop)
    {
        if ((UserInput.UnfitLogin(user.LoginName) ?? UserInput.UnfitName(user.DisplayName) ?? UserInput.UnfitRoles(user.Roles) ?? (user.Password is null ? null : Passwords.Unfit(user.Password))) is { } unfit)
        {
            return unfit;
        }

        var row = Row(ids.Next(), user.LoginName, user.DisplayName, user.Member.Value, string.Join(',', user.Roles), user.Password);
        var done = await lane.Commit(new Change(Act("user.created", by, row)).Insert(row), stop);
        return done.IsOk ? UserAccount.Of(row) : Taken(done.Refusal);
    }

    /// <summary>One account; null when there is none to see.</summary>
    /// <param name="user">Which.</param>
    /// <param name="within">The tenant the caller may see.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<UserAccount?> Find(UserId user, MemberId? within, CancellationToken stop) => await Row(user, within, stop) is { } row ? UserAccount.Of(row) : null;

    /// <summary>Accounts in the order they were made.</summary>
    /// <param name="within">Of this member; null for all.</param>
    /// <param name="after">The last one of the page before; null to begin.</param>
    /// <param name="limit">1 to <see cref="Paging.LimitMax"/>.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<IReadOnlyList<UserAccount>> List(MemberId? within, UserId? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<UserRow>().AsQueryable();
        if (within is { } member)
        {
            rows = rows.Where(u => u.Member == member.Value);
        }

        if (after is { } last)
        {
            rows = rows.Where(u => u.Id.CompareTo(last.Value) > 0);
        }

        var page = await rows.OrderBy(u => u.Id).Take(Math.Clamp(limit, 1, Paging.LimitMax)).ToListAsync(stop);
        return [.. page.Select(UserAccount.Of)];
    }

    /// <summary>The person may not sign in, and every token and sign-in is worth nothing from the next request on.</summary>
    /// <param name="user">Which.</param>
    /// <param name="within">The tenant the caller may touch.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<Result<UserAccount>> Suspend(UserId user, MemberId? within, string by, CancellationToken stop) =>
        Step(user, within, UserState.Active, UserState.Suspended, "user.suspended", by, stop);

    /// <summary>The person may sign in again; older sign-ins stay worth nothing.</summary>
    /// <param name="user">Which.</param>
    /// <param name="within">The tenant the caller may touch.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<Result<UserAccount>> Restore(UserId user, MemberId? within, string by, CancellationToken stop) =>
        Step(user, within, UserState.Suspended, UserState.Active, "user.restored", by, stop);

    /// <summary>Deletes what names the person, and keeps the id, which is all that records and proofs hold. There is no way back.</summary>
    /// <param name="user">Which.</param>
    /// <param name="within">The tenant the caller may touch.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<UserAccount>> Erase(UserId user, MemberId? within, string by, CancellationToken stop)
    {
        if (await Row(user, within, stop) is not { } row)
        {
            return Unknown(user);
        }

        if (row.State == UserState.Erased)
        {
            return UserAccount.Of(row);
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var open = await db.Set<TicketRow>().Where(t => t.User == row.Id || (t.LoginName != null && t.LoginName == row.LoginName)).ToListAsync(stop);
        row.LoginName = null;
        row.DisplayName = "";
        row.PasswordHash = null;
        row.State = UserState.Erased;
        row.Stamp = ids.Next();
        var change = new Change(Act("user.erased", by, row)).Update(row);
        open.ForEach(t => change.Delete(t));
        return await Ended(row, change, stop);
    }

    /// <summary>A text that signs the person in once, within ten minutes. It belongs into the fragment of an address, where no log sees it.</summary>
    /// <param name="user">Which.</param>
    /// <param name="within">The tenant the caller may touch.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<string>> MakeSignInLink(UserId user, MemberId? within, string by, CancellationToken stop)
    {
        if (await Row(user, within, stop) is not { } row)
        {
            return Unknown(user);
        }

        if (row.State != UserState.Active)
        {
            return WrongState(row);
        }

        var (ticket, secret) = tickets.Make(TicketKind.SignIn, row.Id, row.Member, row.Roles, null, LinkLifetime);
        var done = await lane.Commit(new Change(Act("user.link-made", by, row)).Insert(ticket), stop);
        return done.IsOk ? secret.ToString() : done.Refusal;
    }

    /// <summary>Adds to a change that accounts on trial of a member become its administrators: the member is admitted in the same commit.</summary>
    /// <param name="change">The change that admits.</param>
    /// <param name="member">Which member.</param>
    /// <param name="by">Who admits.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task Promote(Change change, MemberId member, string by, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        foreach (var row in await db.Set<UserRow>().Where(u => u.Member == member.Value && u.Roles == NodeRoles.Trial && u.State == UserState.Active).ToListAsync(stop))
        {
            row.Roles = NodeRoles.MemberAdmin;
            change.Update(row).Also(Act("user.promoted", by, row));
        }
    }

    /// <summary>After a commit that changed what a member's people may do: pages that are open learn it.</summary>
    /// <param name="member">Which member.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The accounts that may sign in for the member, at most a page of them.</returns>
    public async Task<IReadOnlyList<UserAccount>> RolesTold(MemberId member, CancellationToken stop)
    {
        var active = (await List(member, null, Paging.LimitMax, stop)).Where(a => a.State == UserState.Active).ToList();
        active.ForEach(tokens.RolesChanged);
        return active;
    }

    internal static Act Act(string verb, string by, UserRow row) => new(verb, by, row.Member, [new UserId(row.Id).ToString()], "done", "{}");

    internal static Refusal Taken(Refusal refusal) => refusal.Code == "state.exists"
        ? new Refusal("identity.user.exists", "This name is taken. 此登录名已被使用。", "Choose another name to sign in with. 请换一个登录名。")
        : refusal;

    internal UserRow Row(Guid id, string loginName, string displayName, Guid member, string roles, string? password) => new()
    {
        Id = id,
        LoginName = UserInput.Normal(loginName),
        DisplayName = displayName,
        Member = member,
        Roles = roles,
        State = UserState.Active,
        PasswordHash = password is null ? null : passwords.Hash(password),
        Stamp = ids.Next(),
    };

    private static Refusal Unknown(UserId user) => new("identity.user.unknown", "There is no such account.", $"Your organisation has no account with the id \"{user}\".");

    private static Refusal WrongState(UserRow row) => new("identity.user.state", "The account is in another state.", $"It is {row.State}.", new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = row.State });

    private async Task<UserRow?> Row(UserId user, MemberId? within, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var row = await db.Set<UserRow>().FirstOrDefaultAsync(u => u.Id == user.Value, stop);
        return row is not null && (within is not { } member || row.Member == member.Value) ? row : null;
    }

    private async Task<Result<UserAccount>> Step(UserId user, MemberId? within, string from, string to, string verb, string by, CancellationToken stop)
    {
        if (await Row(user, within, stop) is not { } row)
        {
            return Unknown(user);
        }

        if (row.State != from)
        {
            return WrongState(row);
        }

        row.State = to;
        row.Stamp = ids.Next();
        return await Ended(row, new Change(Act(verb, by, row)).Update(row), stop);
    }

    /// <summary>The new stamp alone makes tokens worthless; revoking their entries is for those who look there.</summary>
    private async Task<Result<UserAccount>> Ended(UserRow row, Change change, CancellationToken stop)
    {
        var done = await lane.Commit(change, stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        await tokens.Subject(new UserId(row.Id).ToString(), stop);
        return UserAccount.Of(row);
    }
}
