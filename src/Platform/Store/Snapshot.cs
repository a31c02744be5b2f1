using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace KeyEcosystem.Platform.Store;

/// <summary>Several reads that see one state of the store, while the lane goes on writing.</summary>
public static class Snapshot
{
    /// <summary>Begins; dispose what it answers to end.</summary>
    /// <param name="db">The context that reads.</param>
    /// <param name="stop">Ends the wait.</param>
    public static Task<IDbContextTransaction> BeginSnapshot(this NodeContext db, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        // On SQLite this level begins a deferred transaction: it reads from one state of the log and takes no lock that the lane would wait for.
        return db.Database.BeginTransactionAsync(db.Database.IsSqlite() ? IsolationLevel.ReadUncommitted : IsolationLevel.RepeatableRead, stop);
    }
}
