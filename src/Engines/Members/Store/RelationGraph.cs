using System.Runtime.CompilerServices;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Members.Store;

/// <summary>Reads the relations between members as a typed graph.</summary>
internal sealed class RelationGraph(IDbContextFactory<NodeContext> contexts)
{
    /// <summary>Relations away from the center at most.</summary>
    public const int DepthMax = 3;

    /// <summary>Members of one answer at most.</summary>
    public const int MembersMax = 500;

    private const int RelationsMax = 5000;

    public async Task<RelationRow?> Find(RelationId relation, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<RelationRow>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == relation.Value, stop);
    }

    /// <summary>Whether the same two are related in this way already.</summary>
    public async Task<bool> Has(RelationRow relation, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<RelationRow>().AnyAsync(r => r.Subject == relation.Subject && r.Predicate == relation.Predicate && r.Object == relation.Object, stop);
    }

    /// <summary>The relations of one member or all, at most <see cref="RelationsMax"/>.</summary>
    public async Task<IReadOnlyList<RelationView>> List(MemberId? member, string? predicate, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var rows = Of(db, predicate);
        if (member is { } m)
        {
            rows = rows.Where(r => r.Subject == m.Value || r.Object == m.Value);
        }

        return [.. (await rows.OrderBy(r => r.Code).ThenBy(r => r.Id).Take(RelationsMax).ToListAsync(stop)).Select(View)];
    }

    /// <summary>All relations in the order of their ids, read as they are taken.</summary>
    public async IAsyncEnumerable<RelationRow> All([EnumeratorCancellation] CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        await foreach (var row in db.Set<RelationRow>().AsNoTracking().OrderBy(r => r.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return row;
        }
    }

    public async Task<IReadOnlyList<RelationKindView>> Kinds(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var kinds = await db.Set<RelationRow>().GroupBy(r => r.Predicate).Select(g => new { Predicate = g.Key, Count = g.Count() }).ToListAsync(stop);
        return [.. kinds.OrderBy(k => k.Predicate, StringComparer.Ordinal).Select(k => new RelationKindView(k.Predicate, k.Count))];
    }

    /// <summary>Who is within some relations of a member, whichever way they point, and every relation among those.</summary>
    public async Task<NetworkView> Around(MemberRow center, int depth, string? predicate, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var steps = new Dictionary<Guid, int> { [center.Id] = 0 };
        var edge = new List<Guid> { center.Id };
        var truncated = false;
        for (var step = 1; step <= depth && edge.Count > 0; step++)
        {
            var from = edge;
            var touching = await Of(db, predicate).Where(r => from.Contains(r.Subject) || from.Contains(r.Object)).OrderBy(r => r.Id).Take(RelationsMax + 1).Select(r => new { r.Subject, r.Object }).ToListAsync(stop);
            truncated |= touching.Count > RelationsMax;
            var ends = touching.SelectMany(r => new[] { r.Subject, r.Object }).Where(id => !steps.ContainsKey(id)).Distinct().ToList();
            edge = [];

            // A relation may end at something that is no member, such as a technology; it leads no further.
            foreach (var next in await db.Set<MemberRow>().Where(m => ends.Contains(m.Id)).OrderBy(m => m.Id).Select(m => m.Id).ToListAsync(stop))
            {
                if (steps.Count == MembersMax)
                {
                    truncated = true;
                    break;
                }

                steps[next] = step;
                edge.Add(next);
            }
        }

        var within = steps.Keys.ToList();
        var members = await db.Set<MemberRow>().AsNoTracking().Where(m => within.Contains(m.Id)).ToListAsync(stop);
        var relations = await Of(db, predicate).Where(r => within.Contains(r.Subject) && within.Contains(r.Object)).OrderBy(r => r.Id).Take(RelationsMax + 1).ToListAsync(stop);
        return new NetworkView(
            new MemberId(center.Id),
            [.. members.OrderBy(m => steps[m.Id]).ThenBy(m => m.Id).Select(m => new NetworkMemberView(new MemberId(m.Id), m.NameZh, m.NameEn, m.Type, m.Country, MemberDirectory.StateText(m.State), steps[m.Id]))],
            [.. relations.Take(RelationsMax).Select(View)],
            truncated || relations.Count > RelationsMax);
    }

    public static RelationView View(RelationRow r) => new(new RelationId(r.Id), r.Code, new MemberId(r.Subject), r.Predicate, new MemberId(r.Object), r.Words, r.Version);

    private static IQueryable<RelationRow> Of(NodeContext db, string? predicate)
    {
        var rows = db.Set<RelationRow>().AsNoTracking();
        return predicate is { Length: > 0 } ? rows.Where(r => r.Predicate == predicate) : rows;
    }
}
