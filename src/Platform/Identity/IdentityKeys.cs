using System.Globalization;
using System.Text;
using KeyEcosystem.Platform.Secrets;
using Microsoft.IdentityModel.Tokens;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The node's keys for tokens, sealed in one file: one that signs, those whose tokens are still valid, and one that will sign next.</summary>
/// <remarks>Form of the file: a line <c>keyeco-identity-keys|2|console secret</c>, then a line a key, the oldest first.</remarks>
public sealed class IdentityKeys
{
    /// <summary>Name of their file.</summary>
    internal const string File = "identity.keys";

    private const string Head = "keyeco-identity-keys|2|";
    private readonly KeyChest chest;
    private readonly TimeProvider clock;
    private volatile IdentityKey[] keys = [];
    private string read = "";

    private IdentityKeys(KeyChest chest, TimeProvider clock)
    {
        (this.chest, this.clock) = (chest, clock);
        ConsoleSecret = "";
    }

    /// <summary>All that may sign, have signed or will sign; the one that signs now first.</summary>
    public IReadOnlyList<IdentityKey> Usable
    {
        get
        {
            var all = keys;
            var current = all[KeyTurn.Current([.. all.Select(k => k.From)], clock.GetUtcNow())];
            return [current, .. all.Where(k => k != current)];
        }
    }

    /// <summary>Signs tokens now, ES256.</summary>
    public ECDsaSecurityKey Signing => Usable[0].Signing;

    /// <summary>Secret of the client "console": nothing to configure, the same in every process of the node, and the same when keys come and go.</summary>
    public string ConsoleSecret { get; private set; }

    /// <summary>The oldest first.</summary>
    internal IReadOnlyList<IdentityKey> All => keys;

    /// <summary>Reads the keys, or makes them. Of two processes that make them at once the first wins.</summary>
    /// <param name="chest">Keeps them.</param>
    /// <param name="clock">The node's clock.</param>
    /// <exception cref="InvalidOperationException">Others may read the file, or it was changed.</exception>
    public static IdentityKeys LoadOrCreate(KeyChest chest, TimeProvider clock)
    {
        var ring = new IdentityKeys(chest, clock);
        ring.Refresh();
        return ring;
    }

    /// <summary>Reads the keys again: another process of the node may have changed them.</summary>
    internal void Refresh()
    {
        var text = Encoding.ASCII.GetString(chest.ReadOrMake(File, Make));
        if (text == read)
        {
            return;
        }

        read = text;
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines[0].StartsWith(Head, StringComparison.Ordinal))
        {
            ConsoleSecret = lines[0][Head.Length..];
            keys = [.. lines.Skip(1).Select(Read)];
            return;
        }

        // An older version kept one key without its time, and derived the secret: the key is in use since now.
        var only = IdentityKey.Read(clock.GetUtcNow(), lines[0], lines[1]);
        ConsoleSecret = only.Derive("console-client-secret");
        Keep([only]);
    }

    /// <summary>Writes the keys whole, and uses them.</summary>
    /// <param name="next">The oldest first.</param>
    internal void Keep(IReadOnlyList<IdentityKey> next)
    {
        chest.Replace(File, Content(ConsoleSecret, next));
        keys = [.. next];
    }

    private static IdentityKey Read(string line) => line.Split('|') is [var from, var signing, var encryption]
        ? IdentityKey.Read(new DateTimeOffset(long.Parse(from, CultureInfo.InvariantCulture), TimeSpan.Zero), signing, encryption)
        : throw new InvalidOperationException($"{File} was written by another version: run that one. 密钥文件由另一版本写入，请使用该版本。");

    private static byte[] Content(string consoleSecret, IEnumerable<IdentityKey> keys) => Encoding.ASCII.GetBytes(string.Join('\n', keys.Select(k => k.Line()).Prepend(Head + consoleSecret)) + "\n");

    private byte[] Make()
    {
        var first = IdentityKey.Make(clock.GetUtcNow());
        return Content(first.Derive("console-client-secret"), [first]);
    }
}
