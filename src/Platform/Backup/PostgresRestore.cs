using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KeyEcosystem.Platform.Backup;

/// <summary>Puts the records and tokens of a restored folder into a PostgreSQL database, whatever store they were backed up from: so a node also moves from one store to the other.</summary>
/// <param name="options">Whose migrations make the tables; names the database.</param>
/// <param name="parts">The engines' tables.</param>
public sealed class PostgresRestore(StoreOptions options, IEnumerable<IModelPart> parts)
{
    private readonly StoreContexts contexts = new(options, parts);

    /// <summary>Moves what lies in a folder, verified, into the database: all of it in one transaction, or nothing.</summary>
    /// <param name="folder">With the files of records and tokens; they are gone when they are in the database.</param>
    /// <param name="stop">Ends the work; the database then holds no record.</param>
    /// <exception cref="InvalidOperationException">The database holds records already, can't be reached, or the backup is of another version.</exception>
    public async Task Move(string folder, CancellationToken stop)
    {
        var target = options.Postgres ?? throw new InvalidOperationException("No PostgreSQL database is named. 未指定 PostgreSQL 数据库。");
        string records = Path.Combine(folder, NodeBackup.Records), tokens = Path.Combine(folder, NodeBackup.Tokens);
        await using var fromRecords = contexts.Records(records);
        await using var fromTokens = StoreContexts.Tokens(tokens);
        await Known(fromRecords, stop);
        await Known(fromTokens, stop);
        await using var toRecords = contexts.Records(target);
        await using var toTokens = StoreContexts.Tokens(target);
        await contexts.Make(toRecords, "public", stop);
        await Schema.Bring(toTokens.Database, target.ToString(), PostgresIdentityContext.Schema, stop);
        if (await toRecords.Set<EvidenceRow>().AnyAsync(stop))
        {
            throw new InvalidOperationException($"{target} holds the records of a node already: a restore overwrites nothing. 数据库中已有节点记录，恢复不会覆盖任何内容。");
        }

        await using (var whole = await toRecords.Database.BeginTransactionAsync(stop))
        {
            toTokens.Database.SetDbConnection(toRecords.Database.GetDbConnection());
            await toTokens.Database.UseTransactionAsync(whole.GetDbTransaction(), stop);
            await StoreCopy.Copy(fromTokens, toTokens, stop);
            await StoreCopy.Copy(fromRecords, toRecords, stop);
            await whole.CommitAsync(stop);
        }

        await fromRecords.Database.CloseConnectionAsync();
        await fromTokens.Database.CloseConnectionAsync();
        File.Delete(records);
        File.Delete(tokens);
    }

    /// <summary>Brings an older backup to this version, and refuses a newer one.</summary>
    private static async Task Known(DbContext from, CancellationToken stop)
    {
        await from.Database.OpenConnectionAsync(stop);
        var known = from.Database.GetMigrations().ToList();
        if (known.Count == 0)
        {
            return;
        }

        if ((await from.Database.GetAppliedMigrationsAsync(stop)).Except(known, StringComparer.Ordinal).FirstOrDefault() is { } newer)
        {
            throw new InvalidOperationException($"The backup was made by another version (\"{newer}\" is not known here): restore with that one. 备份由另一版本创建，请使用该版本恢复。");
        }

        await from.Database.MigrateAsync(stop);
    }
}
