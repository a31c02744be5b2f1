using System.Runtime.CompilerServices;
using KeyEcosystem.Contracts;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Members.Store;

/// <summary>Reads members into views.</summary>
internal sealed class MemberDirectory : IMemberAnswer
{
    /// <summary>Sorts behind every character that a name can hold.</summary>
    private const string LastCharacter = "\U0010FFFF";

    private readonly IDbContextFactory<NodeContext> contexts;
    private readonly RowCache<MemberId, MemberFacts?, MemberRow> facts;

    public MemberDirectory(IDbContextFactory<NodeContext> contexts, RowStamps stamps)
    {
        this.contexts = contexts;
        facts = new(stamps, Facts);
    }

    public ValueTask<MemberFacts?> Of(MemberId member, CancellationToken stop) => facts.Get(member, stop);

    public async Task<IReadOnlyList<MemberFacts>> Admitted(int most, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return [.. (await db.Set<MemberRow>().AsNoTracking().Where(m => m.State == MemberState.Admitted).OrderBy(m => m.Id).Take(most).ToListAsync(stop)).Select(Facts)];
    }

    private async Task<MemberFacts?> Facts(MemberId member, CancellationToken stop) => await Find(member, stop) is { } m ? Facts(m) : null;

    private static MemberFacts Facts(MemberRow m) =>
        new(new MemberId(m.Id), m.NameZh, m.NameEn, m.Type, m.Industry, m.Country, StateText(m.State), m.Demonstration) { Version = m.Version, Trial = m.Trial && (m.State is MemberState.Trial or MemberState.Applied) };

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

    public async Task<Page<MemberView>> List(MemberSearch search, Guid? after, int limit, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = Found(db, search);
        if (after is { } cursor)
        {
            rows = rows.Where(m => m.Id.CompareTo(cursor) > 0);
        }

        var page = await rows.OrderBy(m => m.Id).Take(limit + 1).ToListAsync(stop);
        var next = page.Count > limit ? page[limit - 1].Id.ToString("n") : null;
        return new Page<MemberView>([.. page.Take(limit).Select(View)], next);
    }

    /// <summary>All members in the order of their ids, read as they are taken.</summary>
    public async IAsyncEnumerable<MemberRow> All([EnumeratorCancellation] CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await foreach (var row in db.Set<MemberRow>().AsNoTracking().OrderBy(m => m.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return row;
        }
    }

    public async Task<IReadOnlyList<MemberWordRow>> WordsOf(Guid member, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<MemberWordRow>().AsNoTracking().Where(w => w.Member == member).ToListAsync(stop);
    }

    public static string StateText(MemberState state) => state.ToString().ToLowerInvariant();

    public static MemberView View(MemberRow m) =>
        new(new MemberId(m.Id), m.Code, m.NameZh, m.NameEn, m.Type, m.Role, m.Industry, m.Country, StateText(m.State), m.Demonstration, m.Words, m.Version, m.Since);

    /// <summary>Each word of the query must begin a word of the member; a Chinese run longer than two must stand in the name as it is.</summary>
    private static IQueryable<MemberRow> Found(NodeContext db, MemberSearch search)
    {
        var rows = db.Set<MemberRow>().AsNoTracking();
        foreach (var word in SearchWords.Asked(search.Query ?? ""))
        {
            var end = word + LastCharacter;
            rows = rows.Where(m => db.Set<MemberWordRow>().Any(w => w.Member == m.Id && string.Compare(w.Word, word) >= 0 && string.Compare(w.Word, end) < 0));
        }

        foreach (var run in SearchWords.Whole(search.Query ?? ""))
        {
            rows = rows.Where(m => m.SearchText.Contains(run));
        }

        if (!string.IsNullOrWhiteSpace(search.Query) && SearchWords.Asked(search.Query).Count == 0)
        {
            rows = rows.Where(_ => false);
        }

        rows = search.Type is { Length: > 0 } type ? rows.Where(m => m.Type == type) : rows;
        // Trials are people's own: nobody looks for them among organisations unless asked for.
        rows = search.State is { } state ? rows.Where(m => m.State == state) : rows.Where(m => m.State != MemberState.Trial);
        rows = search.Industry is { Length: > 0 } industry ? rows.Where(m => m.Industry == industry) : rows;
        return search.Country is { Length: > 0 } country ? rows.Where(m => m.Country == country) : rows;
    }
}
