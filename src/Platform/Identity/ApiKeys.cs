using System.Security.Cryptography;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Http;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Makes, checks and revokes API keys. The text of a key is <c>kek_ID_SECRET</c>; only a hash of the secret is kept.</summary>
public sealed class ApiKeys
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "kek_";

    private readonly ILane lane;
    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly IIds ids;
    private readonly TimeProvider clock;
    private readonly RowCache<Guid, ApiKeyRow?, ApiKeyRow> keys;

    /// <summary>Makes it.</summary>
    /// <param name="lane">The one write path.</param>
    /// <param name="contexts">Reads.</param>
    /// <param name="stamps">Says when keys have changed.</param>
    /// <param name="ids">New ids.</param>
    /// <param name="clock">The node's clock.</param>
    public ApiKeys(ILane lane, IDbContextFactory<NodeContext> contexts, RowStamps stamps, IIds ids, TimeProvider clock)
    {
        this.lane = lane;
        this.contexts = contexts;
        this.ids = ids;
        this.clock = clock;
        keys = new(stamps, Find);
    }

    /// <summary>Makes a key. Its text is given once and can't be had again.</summary>
    /// <param name="member">The tenant.</param>
    /// <param name="roles">At least one of <see cref="NodeRoles"/>.</param>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="lifetime">How long it is worth something.</param>
    /// <param name="by">Who makes it; stands on record.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<(Guid Id, string Key)>> Make(MemberId member, IReadOnlyList<string> roles, string name, TimeSpan lifetime, string by, CancellationToken stop)
    {
        var key = SecretText.Make(Prefix, ids.Next());
        var row = new ApiKeyRow { Id = key.Id, Hash = key.Hash, Member = member.Value, Roles = string.Join(',', roles), Name = name, Expires = clock.GetUtcNow() + lifetime };
        var done = await lane.Commit(new Change(new Act("key.made", by, member.Value, [Subject(key.Id)], "done", "{}")).Insert(row), stop);
        return done.IsOk ? (key.Id, key.ToString()) : done.Refusal;
    }

    /// <summary>Revokes a key; it is worth nothing from the next request on.</summary>
    /// <param name="id">Key id.</param>
    /// <param name="member">Only a key of this member; null for any.</param>
    /// <param name="by">Who revokes it.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<bool>> Revoke(Guid id, MemberId? member, string by, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (await db.Set<ApiKeyRow>().FirstOrDefaultAsync(k => k.Id == id, stop) is not { } row || (member is { } m && row.Member != m.Value))
        {
            return new Refusal("identity.key.unknown", "There is no such key.", "Your organisation has no key with this id.");
        }

        if (row.Revoked is not null)
        {
            return true;
        }

        row.Revoked = clock.GetUtcNow();
        var done = await lane.Commit(new Change(new Act("key.revoked", by, row.Member, [Subject(id)], "done", "{}")).Update(row), stop);
        return done.IsOk ? true : done.Refusal;
    }

    /// <summary>Keys in the order they were made, revoked ones included; never their secrets.</summary>
    /// <param name="within">Of this member; null for all.</param>
    /// <param name="after">The last one of the page before; null to begin.</param>
    /// <param name="limit">1 to <see cref="Paging.LimitMax"/>.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<IReadOnlyList<ApiKeyRow>> List(MemberId? within, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<ApiKeyRow>().AsQueryable();
        if (within is { } member)
        {
            rows = rows.Where(k => k.Member == member.Value);
        }

        if (after is { } last)
        {
            rows = rows.Where(k => k.Id.CompareTo(last) > 0);
        }

        return await rows.OrderBy(k => k.Id).Take(Math.Clamp(limit, 1, Paging.LimitMax)).ToListAsync(stop);
    }

    /// <summary>The caller behind a key; null when the key is worth nothing.</summary>
    /// <param name="text">The key as sent.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Caller?> Check(string text, CancellationToken stop)
    {
        if (!SecretText.TryParse(Prefix, text, out var key))
        {
            return null;
        }

        var row = await keys.Get(key.Id, stop);
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, key.Hash) && row.Revoked is null && row.Expires > clock.GetUtcNow()
            ? new Caller(Subject(key.Id), new MemberId(row.Member), row.Roles.Split(','))
            : null;
    }

    private async Task<ApiKeyRow?> Find(Guid id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<ApiKeyRow>().FirstOrDefaultAsync(k => k.Id == id, stop);
    }

    private static string Subject(Guid id) => $"key_{id:n}";
}
