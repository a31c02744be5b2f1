using System.Security.Cryptography;
using System.Text.Json;
using KeyEcosystem.Kernel;
using Microsoft.EntityFrameworkCore;

namespace KeyEcosystem.Platform.Store;

/// <summary>
/// Things whose sender chose their id are made once: the same sent again by the same organisation is answered with what is there, also when it was changed since; anything else under that id is refused.
/// </summary>
public sealed class SentOnce(IDbContextFactory<NodeContext> contexts)
{
    /// <summary>Makes a thing, or answers with the one that the same words made before.</summary>
    /// <typeparam name="TId">Its id.</typeparam>
    /// <typeparam name="T">What is answered.</typeparam>
    /// <param name="id">The id that the sender chose; null for none, and then nothing is remembered.</param>
    /// <param name="member">Who sends.</param>
    /// <param name="sent">What is sent.</param>
    /// <param name="there">Reads the thing.</param>
    /// <param name="make">Makes it, by a change that <see cref="With"/> has marked.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<Result<T>> Make<TId, T>(TId? id, MemberId member, object sent, Func<TId, Task<Result<T>>> there, Func<Task<Result<T>>> make, CancellationToken stop)
        where TId : struct, ITypedId<TId>
    {
        if (id is not { } own)
        {
            return await make();
        }

        if (await Find(own.Value, stop) is { } before)
        {
            return Same(before, member, sent) ? await there(own) : Taken(own);
        }

        var made = await make();
        if (made.IsOk || made.Refusal.Code != "state.exists")
        {
            return made;
        }

        // Two came at once, or the id stands for what nobody sent.
        return await Find(own.Value, stop) is { } other && Same(other, member, sent) ? await there(own) : Taken(own);
    }

    /// <summary>Keeps with a change what it is made of.</summary>
    /// <typeparam name="TId">The thing's id.</typeparam>
    /// <param name="change">The change that makes the thing.</param>
    /// <param name="id">The id that the sender chose; null for none.</param>
    /// <param name="member">Who sends.</param>
    /// <param name="sent">What is sent.</param>
    public static Change With<TId>(Change change, TId? id, MemberId member, object sent)
        where TId : struct, ITypedId<TId> =>
        id is { } own ? change.Insert(new SentRow { Id = own.Value, Version = 1, Member = member.Value, Sha256 = Hash(sent) }) : change;

    /// <summary>The refusal of an id that stands for something else.</summary>
    /// <typeparam name="TId">Its kind.</typeparam>
    /// <param name="id">The id.</param>
    public static Refusal Taken<TId>(TId id)
        where TId : struct, ITypedId<TId> => new Refusal(
        "id.exists",
        "This id is taken. 此编号已被使用。",
        $"\"{id}\" stands for something that was sent with other words or by another organisation: choose another id, or leave it out. “{id}”已用于内容不同或其他机构的请求；请换一个编号，或不指定编号。",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["id"] = id.ToString()! });

    private static bool Same(SentRow row, MemberId member, object sent) => row.Member == member.Value && row.Sha256 == Hash(sent);

    private static string Hash(object sent) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(sent, sent.GetType(), JsonSerializerOptions.Web)));

    private async Task<SentRow?> Find(Guid id, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        return await db.Set<SentRow>().FirstOrDefaultAsync(s => s.Id == id, stop);
    }
}
