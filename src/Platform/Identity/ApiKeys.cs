using System.Security.Cryptography;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Makes, checks and revokes API keys. The text of a key is <c>kek_ID_SECRET</c>; only a hash of the secret is kept.</summary>
/// <param name="lane">The one write path.</param>
/// <param name="contexts">Reads.</param>
/// <param name="ids">New ids.</param>
/// <param name="clock">The node's clock.</param>
public sealed class ApiKeys(ILane lane, IDbContextFactory<NodeContext> contexts, IIds ids, TimeProvider clock)
{
    /// <summary>How every key begins.</summary>
    public const string Prefix = "kek_";

    private const int SecretBytes = 32;

    /// <summary>Makes a key. Its text is given once and can't be had again.</summary>
    /// <param name="member">The tenant.</param>
    /// <param name="roles">At least one of <see cref="NodeRoles"/>.</param>
    /// <param name="name">1 to 100 characters.</param>
    /// <param name="lifetime">How long it is worth something.</param>
    /// <param name="by">Who makes it; stands on record.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Result<(Guid Id, string Key)>> Make(MemberId member, IReadOnlyList<string> roles, string name, TimeSpan lifetime, string by, CancellationToken stop)
    {
        var id = ids.Next();
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        var row = new ApiKeyRow { Id = id, Hash = SHA256.HashData(secret), Member = member.Value, Roles = string.Join(',', roles), Name = name, Expires = clock.GetUtcNow() + lifetime };
        var done = await lane.Commit(new Change(new Act("key.made", by, member.Value, [Subject(id)], "done", "{}")).Insert(row), stop);
        return done.IsOk ? (id, $"{Prefix}{id:n}_{Convert.ToHexStringLower(secret)}") : done.Refusal;
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
    /// <param name="limit">1 to 500.</param>
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

        return await rows.OrderBy(k => k.Id).Take(Math.Clamp(limit, 1, 500)).ToListAsync(stop);
    }

    /// <summary>The caller behind a key; null when the key is worth nothing.</summary>
    /// <param name="text">The key as sent.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<Caller?> Check(string text, CancellationToken stop)
    {
        if (text.Length != Prefix.Length + 33 + (2 * SecretBytes) || text[Prefix.Length + 32] != '_' || !text.StartsWith(Prefix, StringComparison.Ordinal)
            || !Guid.TryParseExact(text.AsSpan(Prefix.Length, 32), "N", out var id) || !text.AsSpan(Prefix.Length + 33).ToString().All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(stop);
        var row = await db.Set<ApiKeyRow>().FirstOrDefaultAsync(k => k.Id == id, stop);
        var hash = SHA256.HashData(Convert.FromHexString(text.AsSpan(Prefix.Length + 33)));
        return row is not null && CryptographicOperations.FixedTimeEquals(row.Hash, hash) && row.Revoked is null && row.Expires > clock.GetUtcNow()
            ? new Caller(Subject(id), new MemberId(row.Member), row.Roles.Split(','))
            : null;
    }

    private static string Subject(Guid id) => $"key_{id:n}";
}
