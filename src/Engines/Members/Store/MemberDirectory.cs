using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Members.Store;

/// <summary>Reads members into views.</summary>
internal sealed class MemberDirectory(IDbContextFactory<NodeContext> contexts) : IMemberAnswer
{
    public async ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) =>
        await Find(member, stop) is { } m
            ? new MemberFacts(member, m.NameZh, m.NameEn, m.Type, m.Industry, m.Country, StateText(m.State), m.Demonstration) { Version = m.Version }
            : null;

    public async Task<MemberRow?> Find(MemberId member, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<MemberRow>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == member.Value, stop);
    }

    public async Task<int> Count(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<MemberRow>().CountAsync(stop);
    }

    public async Task<Page<MemberView>> List(string? query, string? type, MemberState? state, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<MemberRow>().AsNoTracking();
        if (!string.IsNullOrWhiteSpace(query))
        {
            var wanted = query.Trim().ToLowerInvariant();
            rows = rows.Where(m => m.SearchText.Contains(wanted));
        }

        if (!string.IsNullOrWhiteSpace(type))
        {
            rows = rows.Where(m => m.Type == type);
        }

        if (state is { } s)
        {
            rows = rows.Where(m => m.State == s);
        }

        if (after is { } cursor)
        {
            rows = rows.Where(m => m.Id.CompareTo(cursor) > 0);
        }

        var page = await rows.OrderBy(m => m.Id).Take(limit + 1).ToListAsync(stop);
        var next = page.Count > limit ? page[limit - 1].Id.ToString("n") : null;
        return new Page<MemberView>([.. page.Take(limit).Select(View)], next);
    }

    public async Task<IReadOnlyList<RelationView>> Relations(MemberId? member, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = db.Set<RelationRow>().AsNoTracking();
        if (member is { } m)
        {
            rows = rows.Where(r => r.Subject == m.Value || r.Object == m.Value);
        }

        return [.. (await rows.OrderBy(r => r.Code).ToListAsync(stop)).Select(r => new RelationView(r.Code, new MemberId(r.Subject), r.Predicate, new MemberId(r.Object), r.Words))];
    }

    public static string StateText(MemberState state) => state.ToString().ToLowerInvariant();

    public static MemberView View(MemberRow m) =>
        new(new MemberId(m.Id), m.Code, m.NameZh, m.NameEn, m.Type, m.Role, m.Industry, m.Country, StateText(m.State), m.Demonstration, m.Words, m.Version, m.Since);
}
