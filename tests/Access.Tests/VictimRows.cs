using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace KeyEcosystem.Access.Tests;

/// <summary>Everything in the store that is the victim's, read past the node.</summary>
internal sealed class VictimRows(string folder, MemberId victim)
{
    /// <summary>What an attempt leaves about the attempt itself is not compared: refused uses stand in the asker's name.</summary>
    private static readonly string[] OfAttempts = ["plt_use", "plt_fact"];

    /// <summary>Tables whose ids only the parties may learn; members, assets, offers, pools, prices and relations belong to all.</summary>
    private static readonly string[] Secret = ["cmp_job", "dsp_agreement", "dsp_release", "dsp_transfer", "mkt_account", "mkt_entry", "mkt_posting", "plt_api_key", "plt_evidence", "plt_machine", "plt_ticket", "plt_user"];

    /// <summary>A digest of all rows, and the ids of those that nobody else may learn, as 32 hexadecimal digits.</summary>
    public (string Digest, HashSet<string> Secrets) Read()
    {
        using DbConnection connection = TestStores.Connection(folder) is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(folder, "node.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var lines = new List<string>();
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in Tables(connection).Except(OfAttempts, StringComparer.Ordinal))
        {
            var rows = Rows(connection, table);
            lines.AddRange(rows.Select(r => table + r.Text));
            if (Secret.Contains(table))
            {
                secrets.UnionWith(rows.Select(r => r.Id));
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return (Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))) + $" over {lines.Count} rows", secrets);
    }

    private static List<string> Tables(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = connection is SqliteConnection ? "select name from sqlite_master where type = 'table'" : "select table_name from information_schema.tables where table_schema = 'public'";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private List<(string Id, string Text)> Rows(DbConnection connection, string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name comes from the database's own list of tables.
        command.CommandText = $"select * from \"{table}\"";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var (own, rows) = (Hex(victim.Value), new List<(string, string)>());
        while (reader.Read())
        {
            var values = Enumerable.Range(0, reader.FieldCount).Select(i => Hex(reader.GetValue(i))).ToArray();
            if (values.Contains(own, StringComparer.Ordinal))
            {
                rows.Add((values[0], string.Join('|', values)));
            }
        }

        return rows;
    }

    /// <summary>An id is 16 big-endian bytes in one store and a uuid in the other.</summary>
    private static string Hex(object value) => value switch
    {
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => id.ToString("n"),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
