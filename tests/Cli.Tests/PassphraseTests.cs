using KeyEcosystem.Fixtures;
using KeyEcosystem.Host;
using KeyEcosystem.Platform.Secrets;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

public sealed class PassphraseTests
{
    private const string First = "the first passphrase";
    private const string Second = "the second passphrase";

    [Fact]
    public async Task A_nodes_keys_are_put_under_a_passphrase_and_it_starts_with_that_alone()
    {
        await using var node = await CliNode.Start();
        var key = await File.ReadAllTextAsync(Path.Combine(node.Folder, "evidence.key"));
        var file = Path.Combine(node.Folder, "second");
        await File.WriteAllTextAsync(file, Second + "\nanother line\n");

        var given = await node.Run(["passphrase", "--data", node.Folder], variables: new() { ["KEYECO_NEW_PASSPHRASE"] = First });
        var wrong = await node.Run(["passphrase", "--data", node.Folder, "--new-passphrase-file", file], variables: new() { ["KEYECO_PASSPHRASE"] = Second });
        var changed = await node.Run(["passphrase", "--data", node.Folder, "--new-passphrase-file", file], variables: new() { ["KEYECO_PASSPHRASE"] = First });

        Assert.Equal((0, ""), (given.Code, given.Error));
        Assert.Equal(2, wrong.Code);
        Assert.Contains("does not open", wrong.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (changed.Code, changed.Error));
        Assert.Equal(key, await File.ReadAllTextAsync(Path.Combine(node.Folder, "evidence.key")));
        KeyChest.Open(node.Folder, new Passphrase(Second)).Dispose();
        var removed = await node.Run(["passphrase", "--data", node.Folder, "--passphrase-file", file, "--remove"]);
        Assert.Equal((0, ""), (removed.Code, removed.Error));
        KeyChest.Open(node.Folder, null).Dispose();
        Assert.DoesNotContain(First, given.Out + wrong.Out + wrong.Error + changed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_with_the_wrong_passphrase_does_not_start_and_writes_nothing()
    {
        using var folder = new TestFolder("keyeco-passphrase-");
        KeyChest.Open(folder.Path, new Passphrase(First)).Dispose();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => CliNode.Start(folder: folder.Path, passphrase: Second, tables: false));

        Assert.Contains("--passphrase-file", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "node.db")));
        Assert.False(File.Exists(Path.Combine(folder.Path, NodeHost.OperatorKeyFile)));
    }
}
