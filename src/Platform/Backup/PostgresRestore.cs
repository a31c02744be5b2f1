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
    private const string Backup = "The backup";

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
        await fromRecords.Database.OpenConnectionAsync(stop);
        await fromTokens.Database.OpenConnectionAsync(stop);
        await Schema.Bring(fromRecords, options, Backup, stop);
        await Schema.Bring(fromTokens.Database, Backup, "main", stop);
        await using var toRecords = contexts.Records(target);
        await using var toTokens = StoreContexts.Tokens(target);
        await Schema.Bring(toRecords, options, target.ToString(), stop);
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
}
