using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Access.Tests;

/// <summary>Everything in the store that is the victim's, read past the node.</summary>
internal sealed class VictimRows(string folder, MemberId victim)
{
    /// <summary>What an attempt leaves about the attempt itself is not compared: refused uses stand in the asker's name.</summary>
    private static readonly string[] OfAttempts = ["plt_use", "plt_fact"];

    /// <summary>Tables whose ids only the parties may learn; members, assets, offers, pools, prices and relations belong to all.</summary>
    private static readonly string[] Secret = ["cmp_job", "dsp_agreement", "dsp_dispute", "dsp_release", "dsp_transfer", "mkt_account", "mkt_entry", "mkt_posting", "plt_api_key", "plt_evidence", "plt_machine", "plt_ticket", "plt_user"];

    /// <summary>A digest of all rows, and the ids of those that nobody else may learn, as 32 hexadecimal digits.</summary>
    public (string Digest, HashSet<string> Secrets) Read()
    {
        var lines = new List<string>();
        var secrets = new HashSet<string>(StringComparer.Ordinal);
        var tables = Tables().Except(OfAttempts, StringComparer.Ordinal).ToList();
        foreach (var (table, all) in tables.Zip(TestStores.QueryEach(folder, tables.Select(t => $"select * from \"{t}\""))))
        {
            var rows = Own(all).ToList();
            lines.AddRange(rows.Select(r => table + r.Text));
            if (Secret.Contains(table))
            {
                secrets.UnionWith(rows.Select(r => r.Id));
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return (Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines)))) + $" over {lines.Count} rows", secrets);
    }

    private IEnumerable<string> Tables() => TestStores
        .Query(folder, TestStores.OnPostgres ? "select table_name from information_schema.tables where table_schema = 'public'" : "select name from sqlite_master where type = 'table'")
        .Select(row => (string)row[0]);

    private IEnumerable<(string Id, string Text)> Own(IEnumerable<object[]> rows)
    {
        var own = Hex(victim.Value);
        return rows
            .Select(row => Array.ConvertAll(row, Hex))
            .Where(values => values.Contains(own, StringComparer.Ordinal))
            .Select(values => (values[0], string.Join('|', values)));
    }

    /// <summary>An id is 16 big-endian bytes in one store and a uuid in the other.</summary>
    private static string Hex(object value) => value switch
    {
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Guid id => id.ToString("n"),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
