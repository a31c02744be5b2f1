using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace KeyEcosystem.Platform.Identity;

/// <summary>
/// Lets SQLite itself wait for whoever writes. The provider's own patience repeats steps of a statement only: what waits at the end of a statement, where it commits, it fails at once.
/// </summary>
internal sealed class PatientConnections : DbConnectionInterceptor
{
    private const string Patience = "PRAGMA busy_timeout = 30000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Patience;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Patience;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
