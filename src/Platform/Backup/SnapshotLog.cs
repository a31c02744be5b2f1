using System.Text;
using KeyEcosystem.Kernel.Evidence;
using Microsoft.Data.Sqlite;

namespace KeyEcosystem.Platform.Backup;

/// <summary>The evidence log of a database file that no node has open.</summary>
internal static class SnapshotLog
{
    /// <summary>The root over the records of a file, and their number.</summary>
    public static (long Size, string Root) Tail(string database, HashFunction hash)
    {
        var frontier = new MerkleFrontier(hash);
        foreach (var leaf in Leaves(database))
        {
            frontier.Append(MerkleTree.LeafHash(leaf, hash));
        }

        return (frontier.Size, Convert.ToHexStringLower(frontier.Root()));
    }

    /// <summary>Writes the log as an export.</summary>
    public static void Export(string database, string node, string head, Stream output)
    {
        using var writer = new StreamWriter(output, new ASCIIEncoding(), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(EvidenceVerifier.Header(node, TreeHead.Parse(head)?.Suite ?? CryptoSuite.DefaultName));
        var sequence = 0L;
        foreach (var leaf in Leaves(database))
        {
            writer.WriteLine($"{sequence++}|{Encoding.ASCII.GetString(leaf)}");
        }

        writer.WriteLine(head);
    }

    private static IEnumerable<byte[]> Leaves(string database)
    {
        using var file = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = "select \"Leaf\" from \"plt_evidence\" order by \"Sequence\"";
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return (byte[])rows[0];
        }
    }
}
