using System.Text;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;
using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Secrets;

public sealed class KeyChestTests : IDisposable
{
    private const string Name = "evidence.key";
    private static readonly byte[] Content = "what nobody may read"u8.ToArray();
    private readonly TestFolder folder = new("keyeco-chest-");

    [Fact]
    public void A_key_lies_sealed_and_is_read_again()
    {
        using (var chest = Open())
        {
            Assert.Equal(Content, chest.ReadOrMake(Name, () => Content));
        }

        using var again = Open();

        Assert.Equal(Content, again.ReadOrMake(Name, () => throw new InvalidOperationException("It is there already.")));
        Assert.DoesNotContain(Encoding.ASCII.GetString(Content), File.ReadAllText(At(Name)), StringComparison.Ordinal);
        Assert.All((string[])[Name, "master.key"], f => Assert.False(PrivateFile.IsShared(At(f))));
    }

    [Fact]
    public async Task Of_many_that_open_a_chest_at_once_all_read_the_same()
    {
        var read = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            using var chest = Open();
            return Convert.ToHexStringLower(chest.ReadOrMake(Name, () => [(byte)i]));
        })));

        Assert.Single(read.Distinct());
        Assert.Equal([Name, "master.key"], Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_changed_byte_another_name_and_another_master_key_are_refused()
    {
        using var chest = Open();
        chest.ReadOrMake(Name, () => Content);
        var whole = File.ReadAllBytes(At(Name));
        for (var i = "keyeco-sealed-1\n".Length; i < whole.Length - 1; i++)
        {
            var changed = (byte[])whole.Clone();
            changed[i] ^= 1;
            File.WriteAllBytes(At(Name), changed);
            Assert.Throws<InvalidOperationException>(() => chest.Read(Name));
        }

        File.WriteAllBytes(At(Name), whole);
        File.Copy(At(Name), At("identity.keys"));
        Assert.Contains("identity.keys was changed", Assert.Throws<InvalidOperationException>(() => chest.Read("identity.keys")).Message, StringComparison.Ordinal);
        Assert.Equal(Content, chest.Read(Name));

        using var elsewhere = new TestFolder("keyeco-chest-");
        using var other = KeyChest.Open(elsewhere.Path, null);
        File.Copy(At(Name), Path.Combine(elsewhere.Path, Name));
        Assert.Throws<InvalidOperationException>(() => other.Read(Name));
    }

    [Fact]
    public void Without_the_right_passphrase_nothing_opens_and_nothing_changes()
    {
        using (var chest = Open("a long passphrase"))
        {
            chest.ReadOrMake(Name, () => Content);
        }

        var before = Files();

        var missing = Assert.Throws<InvalidOperationException>(() => Open()).Message;
        var wrong = Assert.Throws<InvalidOperationException>(() => Open("another passphrase")).Message;

        Assert.All((string[])[missing, wrong], m =>
        {
            Assert.Contains("KEYECO_PASSPHRASE", m, StringComparison.Ordinal);
            Assert.Contains("口令", m, StringComparison.Ordinal);
        });
        Assert.Equal(before, Files());
        using var right = Open("a long passphrase");
        Assert.Equal(Content, right.Read(Name));
    }

    [Fact]
    public void A_passphrase_is_changed_given_and_taken_away_without_touching_what_is_sealed()
    {
        using (var chest = Open())
        {
            chest.ReadOrMake(Name, () => Content);
        }

        var before = File.ReadAllText(At(Name));
        KeyChest.ChangePassphrase(folder.Path, null, new Passphrase("the first passphrase"));
        Assert.Throws<InvalidOperationException>(() => Open());
        Assert.Throws<InvalidOperationException>(() => KeyChest.ChangePassphrase(folder.Path, new Passphrase("a wrong passphrase"), new Passphrase("the second passphrase")));
        Assert.Throws<InvalidOperationException>(() => KeyChest.ChangePassphrase(folder.Path, new Passphrase("the first passphrase"), new Passphrase("short")));
        KeyChest.ChangePassphrase(folder.Path, new Passphrase("the first passphrase"), new Passphrase("the second passphrase"));
        Assert.Throws<InvalidOperationException>(() => Open("the first passphrase"));
        using (var chest = Open("the second passphrase"))
        {
            Assert.Equal(Content, chest.Read(Name));
        }

        KeyChest.ChangePassphrase(folder.Path, new Passphrase("the second passphrase"), null);
        using var open = Open();

        Assert.Equal(Content, open.Read(Name));
        Assert.Equal(before, File.ReadAllText(At(Name)));
    }

    [Fact]
    public void A_passphrase_given_to_a_node_that_had_none_is_taken_and_no_clear_copy_stays()
    {
        Open().Dispose();
        var clear = File.ReadAllText(At("master.key"));

        // A process that was killed while it wrote leaves this.
        File.WriteAllText(At("master.key.0011223344556677"), clear);
        Open("a long passphrase").Dispose();

        Assert.DoesNotContain(Files(), f => f.Contains(clear.Split('|')[2].Trim(), StringComparison.Ordinal));
        Assert.Throws<InvalidOperationException>(() => Open());
    }

    [Fact]
    public void Sealed_files_without_their_master_key_are_refused_instead_of_made_anew()
    {
        using (var chest = Open())
        {
            chest.ReadOrMake("member-keys/mbr_1.key", () => Content);
        }

        File.Delete(At("master.key"));

        var refused = Assert.Throws<InvalidOperationException>(() => Open());

        Assert.Contains("member-keys/mbr_1.key", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("master.key")));
    }

    [Fact]
    public async Task A_node_seals_at_its_start_what_an_older_version_left_in_clear_and_keeps_its_key()
    {
        var (seed, member) = (new string('7', 64), new string('8', 64));
        Directory.CreateDirectory(At("member-keys"));
        PrivateFile.MakeOnce(At(Name), seed);
        PrivateFile.MakeOnce(At("member-keys/mbr_1.key"), member);
        // What a process leaves that was killed while it sealed: the start goes on from there.
        await File.WriteAllTextAsync(At("evidence.key.0011223344556677"), "keyeco-sealed-1\nAAAA");

        await using (var node = await TestNode.Start(folder.Path, keep: true))
        {
            Assert.All((string[])[Name, "member-keys/mbr_1.key"], f => Assert.StartsWith("keyeco-sealed-1\n", File.ReadAllText(At(f)), StringComparison.Ordinal));
            Assert.DoesNotContain(Files(), f => f.Contains(seed, StringComparison.Ordinal) || f.Contains(member, StringComparison.Ordinal));
            Assert.Equal(PublicKeyOf(seed), node.Get<NodeSigner>().PublicKey);
            Assert.Equal(member, Encoding.ASCII.GetString(node.Get<KeyChest>().Read("member-keys/mbr_1.key")));
        }
    }

    [Fact]
    public void Settings_do_not_print_the_passphrase() =>
        Assert.DoesNotContain("a long passphrase", (new StoreOptions { NodeId = "test", Folder = folder.Path, Passphrase = new Passphrase("a long passphrase") }).ToString(), StringComparison.Ordinal);

    public void Dispose() => folder.Dispose();

    private static string PublicKeyOf(string seed)
    {
        using var key = NSec.Cryptography.Key.Import(NSec.Cryptography.SignatureAlgorithm.Ed25519, Convert.FromHexString(seed), NSec.Cryptography.KeyBlobFormat.RawPrivateKey);
        return Convert.ToHexStringLower(key.PublicKey.Export(NSec.Cryptography.KeyBlobFormat.RawPublicKey));
    }

    private KeyChest Open(string? passphrase = null) => KeyChest.Open(folder.Path, passphrase is null ? null : new Passphrase(passphrase));

    private string At(string name) => Path.Combine(folder.Path, name);

    private List<string> Files() => [.. Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Where(f => !f.Contains("node.", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => f + ":" + File.ReadAllText(f))];
}
