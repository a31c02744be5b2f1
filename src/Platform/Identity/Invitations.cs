using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Asks people in: whoever holds the text chooses a name and a password, and is a member's person from then on.</summary>
public sealed class Invitations
{
    /// <summary>How long an invitation is good for.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly ILane lane;
    private readonly IIds ids;
    private readonly Tickets tickets;
    private readonly UserDirectory users;
    private readonly IOutgoingMail mail;
    private readonly NodeIdentityOptions options;

    internal Invitations(ILane lane, IIds ids, Tickets tickets, UserDirectory users, IOutgoingMail mail, NodeIdentityOptions options)
    {
        this.lane = lane;
        this.ids = ids;
        this.tickets = tickets;
        this.users = users;
        this.mail = mail;
        this.options = options;
    }

    /// <summary>Invites, and writes to the address.</summary>
    /// <param name="email">Whom.</param>
    /// <param name="member">The tenant.</param>
    /// <param name="roles">Roles the account will have.</param>
    /// <param name="by">Who invites; stands on record.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The text of the invitation; it can't be had again.</returns>
    public async Task<Result<string>> Invite(string email, MemberId member, IReadOnlyList<string> roles, string by, CancellationToken stop)
    {
        if ((UserInput.UnfitEmail(email) ?? UserInput.UnfitRoles(roles)) is { } unfit)
        {
            return unfit;
        }

        var user = ids.Next();
        var (ticket, secret) = tickets.Make(TicketKind.Invitation, user, member.Value, string.Join(',', roles), UserInput.Normal(email), Lifetime);
        var done = await lane.Commit(new Change(new Act("user.invited", by, member.Value, [new UserId(user).ToString()], "done", "{}")).Insert(ticket), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        var link = new Uri(options.PublicUrl, "invitation") + "#" + secret;
        await mail.Send(
            new OutgoingMail(email, "Invitation 邀请", $"You are invited to {options.PublicUrl}. The link is good once, for seven days.\n您被邀请加入 {options.PublicUrl}。链接仅可使用一次，七天内有效。\n\n{link}\n"),
            stop);
        return secret.ToString();
    }

    /// <summary>Accepts: makes the account under the address that was invited. Of two takers one gets it.</summary>
    /// <param name="text">The text of the invitation.</param>
    /// <param name="displayName">1 to 100 characters.</param>
    /// <param name="password">12 to 200 characters.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<Result<UserAccount>> Accept(string text, string displayName, string password, CancellationToken stop) =>
        TicketAccounts.Open(lane, tickets, users, TicketKind.Invitation, "user.invitation-accepted", text, displayName, password, stop);
}
