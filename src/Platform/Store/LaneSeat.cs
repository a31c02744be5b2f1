using Npgsql;

namespace KeyEcosystem.Platform.Store;

/// <summary>The process that holds the lane of a PostgreSQL database, as others see it.</summary>
/// <param name="Holder">Its name, for people to read.</param>
/// <param name="Url">Where the other processes of the node reach it; null when it did not say.</param>
public sealed record LaneSeat(string Holder, Uri? Url)
{
    /// <summary>Advisory locks count per database; this is "kylane" in ASCII.</summary>
    internal const long Lock = 0x6B796C616E65;

    /// <summary>Who holds the lane now; null when nobody does. Looking takes nothing and disturbs nobody.</summary>
    /// <param name="target">The database.</param>
    /// <param name="stop">Ends the look.</param>
    public static async Task<LaneSeat?> Look(PostgresTarget target, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(target.Reads);
        await connection.OpenAsync(stop);
        await using var held = new NpgsqlCommand(
            "select to_regclass('plt_lease') is not null from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database()) and classid = $1 and objid = $2 and objsubid = 1",
            connection)
        {
            Parameters = { new() { Value = (uint)(Lock >> 32), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid }, new() { Value = (uint)(Lock & uint.MaxValue), NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Oid } },
        };
        if (await held.ExecuteScalarAsync(stop) is not bool told)
        {
            return null;
        }

        if (!told)
        {
            return new LaneSeat("", null);
        }

        await using var lease = new NpgsqlCommand("select \"Holder\", \"Url\" from \"plt_lease\" where \"Name\" = $1", connection) { Parameters = { new() { Value = PostgresLaneStore.Lease } } };
        await using var row = await lease.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop)
            ? new LaneSeat(row.GetString(0), await row.IsDBNullAsync(1, stop) ? null : new Uri(row.GetString(1)))
            : new LaneSeat("", null);
    }
}
