using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Lets people try the node before admission: a verified e-mail address gives an account with the role trial, a tenant of its own, capped use of offers that are open to trials.</summary>
public sealed class SignUps
{
    /// <summary>How long the proof of an address is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const int OpenMax = 3;

    private readonly ILane lane;
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly IIds ids;
    private readonly TimeProvider clock;
    private readonly Tickets tickets;
    private readonly UserDirectory users;
    private readonly IOutgoingMail mail;
    private readonly NodeIdentityOptions options;
    private readonly ITrialTenants? tenants;

    internal SignUps(ILane lane, IDbContextFactory<NodeContext> contexts, IIds ids, TimeProvider clock, Tickets tickets, UserDirectory users, IOutgoingMail mail, NodeIdentityOptions options, ITrialTenants? tenants)
    {
        this.lane = lane;
        this.contexts = contexts;
        this.ids = ids;
        this.clock = clock;
        this.tickets = tickets;
        this.users = users;
        this.mail = mail;
        this.options = options;
        this.tenants = tenants;
    }

    /// <summary>Writes to an address. The answer is the same whether or not there is an account, or three letters are under way.</summary>
    /// <param name="email">Whose.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<bool>> Begin(string email, CancellationToken stop)
    {
        if (UserInput.UnfitEmail(email) is { } unfit)
        {
            return unfit;
        }

        var name = UserInput.Normal(email);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<UserRow>().AnyAsync(u => u.LoginName == name, stop)
            || (await db.Set<TicketRow>().Where(t => t.LoginName == name && t.Kind == TicketKind.SignUp).Select(t => t.Expires).ToListAsync(stop)).Count(e => e > now) >= OpenMax)
        {
            return true;
        }

        var user = ids.Next();
        var (ticket, secret) = tickets.Make(TicketKind.SignUp, user, ids.Next(), NodeRoles.Trial, name, Lifetime);
        var done = await lane.Commit(new Change(new Act("sign-up.begun", "node", null, [new UserId(user).ToString()], "done", "{}")).Insert(ticket), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        var link = new Uri(options.PublicUrl, "sign-up") + "#" + secret;
        await mail.Send(new OutgoingMail(email, "KeyEcosystem：确认邮箱 · Confirm your address", $"有人（可能是您）用此邮箱在 {options.PublicUrl} 申请试用账户。打开链接即可设置密码；链接仅可使用一次，一天内有效。如非本人操作，请忽略此信。\nSomebody, perhaps you, asked for a trial account at {options.PublicUrl} with this address. Open the link to choose a password; it is good once, for a day. If it was not you, do nothing.\n\n{link}\n\nOr by command 或使用命令：\nkeyeco account sign-up-complete {secret} --name NAME --url {options.PublicUrl}\n"), stop);
        return true;
    }

    /// <summary>Proves the address and makes the account. Of two takers one gets it.</summary>
    /// <param name="text">What the letter said.</param>
    /// <param name="displayName">1 to 100 characters.</param>
    /// <param name="password">12 to 200 characters.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<Result<UserAccount>> Complete(string text, string displayName, string password, CancellationToken stop) =>
        TicketAccounts.Open(lane, tickets, users, TicketKind.SignUp, "sign-up.completed", text, displayName, password, stop, tenants);
}
