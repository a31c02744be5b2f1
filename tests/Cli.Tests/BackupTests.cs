using KeyEcosystem.Fixtures;
using KeyEcosystem.Kernel.Evidence;
using KeyEcosystem.Platform.Evidence;
using Microsoft.Data.Sqlite;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>On both stores; a backup made on one is restored on the other too.</summary>
public sealed class BackupTests(SharedNodes shared)
{
    private static readonly Dictionary<string, string> Passphrase = new(StringComparer.Ordinal) { ["KEYECO_KEY_PASSPHRASE"] = "a long enough passphrase" };

    [Fact]
    public async Task A_backup_under_write_load_restores_to_a_node_whose_log_begins_with_every_earlier_head()
    {
        await using var node = await CliNode.Start();
        var (archive, keys, heads, restored) = (At(node, "a.backup"), At(node, "a.keys"), At(node, "heads"), At(node, "restored"));
        await node.AsOperator("evidence", "witness", heads);
        using var end = new CancellationTokenSource();
        var writes = 0;
        var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                await node.AsOperator("keys", "make", "--name", "load", "--role", "auditor");
                Interlocked.Increment(ref writes);
            }
        })));
        while (Volatile.Read(ref writes) < 8)
        {
            await Task.Yield();
        }

        var made = await node.Run(["backup", "--out", archive, "--keys", keys], node.OperatorKey, variables: Passphrase);
        await end.CancelAsync();
        await load;
        var done = await node.Run(["restore", archive, "--data", restored, "--keys", keys, "--witness", heads, .. Into(restored)], variables: Passphrase);

        Assert.Equal((0, ""), (made.Code, made.Error));
        Assert.Equal((0, ""), (done.Code, done.Error));
        Assert.Equal(await File.ReadAllTextAsync(At(node, "evidence.key")), await File.ReadAllTextAsync(Path.Combine(restored, "evidence.key")));
        await using var again = await CliNode.Start(folder: restored, tables: false);
        Assert.Equal(0, (await again.AsOperator("evidence", "witness", heads)).Code);
        Assert.Equal(2, (await File.ReadAllLinesAsync(heads)).Select(l => TreeHead.Parse(l)!.Key).Count());
    }

    [Fact]
    public async Task A_changed_byte_a_cut_a_wrong_passphrase_and_a_full_folder_are_refused_and_leave_nothing()
    {
        await using var node = await shared.Node();
        var (archive, keys, restored) = (At(node, "b.backup"), At(node, "b.keys"), At(node, "restored"));
        await node.Run(["backup", "--out", archive, "--keys", keys], node.OperatorKey, variables: Passphrase);
        var whole = await File.ReadAllBytesAsync(archive);
        var random = new Random(7);

        for (var i = 0; i < 20; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
            await File.WriteAllBytesAsync(At(node, "changed"), changed);
            Assert.Contains("checksum", (await node.Run(["restore", At(node, "changed"), "--data", restored, "--without-keys"])).Error, StringComparison.Ordinal);
        }

        await File.WriteAllBytesAsync(At(node, "changed"), whole[..^100]);
        Assert.Contains("checksum", (await node.Run(["restore", At(node, "changed"), "--data", restored, "--without-keys"])).Error, StringComparison.Ordinal);
        var wrong = await node.Run(["restore", archive, "--data", restored, "--keys", keys], variables: new() { ["KEYECO_KEY_PASSPHRASE"] = "another passphrase" });
        Assert.Equal(2, wrong.Code);
        Assert.Contains("passphrase is wrong", wrong.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(restored));
        Assert.Contains("not empty", (await node.Run(["restore", archive, "--data", node.Folder, "--without-keys"])).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await node.Run(["restore", archive, "--data", restored, "--without-keys"])).Code);
        Assert.Empty(Directory.GetDirectories(node.Folder, "*restoring*"));
    }

    [Fact]
    public async Task Only_operators_make_backups_and_keys_never_lie_in_one()
    {
        await using var node = await shared.Node();
        var archive = At(node, "c.backup");
        var member = await node.Admit("示例", "factory");

        Assert.Equal(3, (await node.As(member.Key, "backup", "--out", At(node, "d.backup"))).Code);
        Assert.Equal(0, (await node.AsOperator("backup", "--out", archive)).Code);
        Assert.DoesNotContain((await File.ReadAllTextAsync(Path.Combine(node.Data, "evidence.key"))).Trim(), System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(archive)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sha256-ed25519")]
    [InlineData("sm3-sm2")]
    public async Task A_restored_node_opens_its_keys_with_the_passphrase_given_at_the_restore_and_goes_on_in_its_suite(string suite)
    {
        const string Node = "the passphrase of a node";
        await using var node = await CliNode.Start(passphrase: "the passphrase it had", suite: suite);
        var (archive, keys, restored) = (At(node, "e.backup"), At(node, "e.keys"), At(node, "restored"));
        await node.Run(["backup", "--out", archive, "--keys", keys], node.OperatorKey, variables: Passphrase);

        var done = await node.Run(["restore", archive, "--data", restored, "--keys", keys, .. Into(restored)], variables: new(Passphrase, StringComparer.Ordinal) { ["KEYECO_PASSPHRASE"] = Node });

        Assert.Equal((0, ""), (done.Code, done.Error));
        await Assert.ThrowsAsync<InvalidOperationException>(() => CliNode.Start(folder: restored, tables: false));
        await using var again = await CliNode.Start(folder: restored, passphrase: Node, tables: false);
        Assert.Equal(suite, again.Get<EvidenceStore>().Head().Suite);
        Assert.Equal(node.Get<NodeSigner>().PublicKey, again.Get<NodeSigner>().PublicKey);
    }

    [Fact]
    public async Task What_was_kept_in_one_store_is_the_same_in_the_other_and_back_again()
    {
        if (!TestStores.OnPostgres)
        {
            Assert.Skip("There is no PostgreSQL to restore to.");
        }

        await using var node = await CliNode.Start();
        var (_, factory) = await node.Admit("工厂", "factory");
        var asset = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "电表", "--policy", "members", "--json")).Text("id");
        var (archive, keys, heads) = (At(node, "x.backup"), At(node, "x.keys"), At(node, "heads"));
        await node.AsOperator("evidence", "witness", heads);
        await node.Run(["backup", "--out", archive, "--keys", keys], node.OperatorKey, variables: Passphrase);

        // To SQLite, from there to another database.
        var (first, second) = (At(node, "sqlite"), At(node, "postgres"));
        Assert.Equal((0, ""), await Restored(node, archive, keys, heads, first, []));
        using (var file = new SqliteConnection($"Data Source={Path.Combine(first, "node.db")};Mode=ReadOnly;Pooling=False"))
        {
            file.Open();
            using var ask = file.CreateCommand();
            ask.CommandText = "select count(*) from plt_evidence";
            Assert.Equal(Convert.ToInt64(TestStores.Query(node.Folder, "select count(*) from plt_evidence")[0][0]), (long)ask.ExecuteScalar()! + 1);
        }

        Assert.Equal((0, ""), await Restored(node, archive, keys, heads, second, Into(second)));
        var twice = await Restored(node, archive, keys, heads, At(node, "twice"), Into(second));
        await using var again = await CliNode.Start(folder: second, tables: false);

        Assert.Contains("already", twice.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(At(node, "twice")));
        Assert.False(File.Exists(Path.Combine(second, "node.db")));
        Assert.Equal("电表", (await again.As(factory, "assets", "show", asset, "--json")).Json.GetProperty("asset").GetProperty("title").GetString());
        Assert.Equal(0, (await again.AsOperator("evidence", "witness", heads)).Code);
        Assert.Equal(Rows(node.Folder), Rows(second));

        // Every row of every table but what is put on record after the snapshot, and what a start adds.
        static IReadOnlyList<string> Rows(string folder) =>
            [.. new[] { "mbr_member", "dsp_asset", "dsp_offer" }.SelectMany(t => TestStores.Query(folder, $"select * from {t} order by 1").Select(r => t + " " + string.Join('|', r.Select(v => v is byte[] b ? Convert.ToHexString(b) : $"{v}"))))];
    }

    private static async Task<(int Code, string Error)> Restored(CliNode node, string archive, string keys, string heads, string to, string[] into)
    {
        var done = await node.Run(["restore", archive, "--data", to, "--keys", keys, "--witness", heads, .. into], variables: Passphrase);
        return (done.Code, done.Error);
    }

    /// <summary>Options that restore to the store of the tests.</summary>
    private static string[] Into(string folder) => TestStores.Connection(folder) is { } database ? ["--postgres", database] : [];

    private static string At(CliNode node, string name) => Path.Combine(node.Folder, name);
}
