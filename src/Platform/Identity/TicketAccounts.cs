using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Turns a ticket into an account: the ticket goes and the account comes in one commit.</summary>
internal static class TicketAccounts
{
    public static async Task<Result<UserAccount>> Open(
        ILane lane, Tickets tickets, UserDirectory users, string kind, string verb, string text, string displayName, string password, CancellationToken stop, ITrialTenants? tenants = null)
    {
        if ((UserInput.UnfitName(displayName) ?? Passwords.Unfit(password)) is { } unfit)
        {
            return unfit;
        }

        if (await tickets.Find(kind, text, stop) is not { } ticket)
        {
            return Tickets.Worthless;
        }

        var row = users.Row(ticket.User, ticket.LoginName!, displayName, ticket.Member, ticket.Roles, password);
        var change = new Change(UserDirectory.Act(verb, new UserId(row.Id).ToString(), row)).Delete(ticket).Insert(row);
        tenants?.Open(change, new MemberId(ticket.Member));
        var done = await lane.Commit(change, stop);
        return done.IsOk ? UserAccount.Of(row) : UserDirectory.Taken(Tickets.Lost(done.Refusal));
    }
}
