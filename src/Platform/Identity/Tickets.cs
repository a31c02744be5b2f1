using System.Security.Cryptography;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Finds tickets by their text. Whoever takes one deletes its row in the same change that uses it: of two takers the lane lets one through.</summary>
internal sealed class Tickets(IDbContextFactory<NodeContext> contexts, IIds ids, TimeProvider clock)
{
    private const string Prefix = "tkt_";

    public static readonly Refusal Worthless = new(
        "identity.ticket.spent",
        "The link is worth nothing. 链接无效。",
        "It was used, has run out or was never made: ask for a new one. 链接已被使用、已过期或不存在，请重新申请。");

    public (TicketRow Row, SecretText Secret) Make(string kind, Guid user, Guid member, string roles, string? loginName, TimeSpan lifetime)
    {
        var secret = SecretText.Make(Prefix, ids.Next());
        return (new TicketRow { Id = secret.Id, Kind = kind, Hash = secret.Hash, User = user, Member = member, Roles = roles, LoginName = loginName, Expires = clock.GetUtcNow() + lifetime }, secret);
    }

    public async Task<TicketRow?> Find(string kind, string? text, CancellationToken stop)
    {
        if (!SecretText.TryParse(Prefix, text, out var secret))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var row = await db.Set<TicketRow>().FirstOrDefaultAsync(t => t.Id == secret.Id, stop);
        return row is not null && row.Kind == kind && row.Expires > clock.GetUtcNow() && CryptographicOperations.FixedTimeEquals(row.Hash, secret.Hash) ? row : null;
    }

    /// <summary>The loser of a race sees a stale row: for it the ticket is spent.</summary>
    public static Refusal Lost(Refusal refusal) => refusal.Code == "state.stale" ? Worthless : refusal;
}
