using System.Text;

namespace KeyEcosystem.Kernel.Evidence;

/// <summary>A signed statement of the log's owner: at this instant it had this size and this root.</summary>
/// <param name="Node">Node id.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">Root over them, hexadecimal.</param>
/// <param name="At">Instant, UTC ticks.</param>
/// <param name="Key">Public key, hexadecimal.</param>
/// <param name="Signature">Signature over <see cref="Signed"/>, hexadecimal.</param>
public sealed record TreeHead(string Node, long Size, string Root, long At, string Key, string Signature)
{
    /// <summary>The bytes that are signed.</summary>
    public byte[] Signed() => Encoding.ASCII.GetBytes($"keyeco-tree-head|sha256-ed25519|{Node}|{Size}|{Root}|{At}|{Key}");

    /// <summary>The one spelling of a head in files.</summary>
    public string Line() => $"head|{Node}|{Size}|{Root}|{At}|{Key}|{Signature}";

    /// <summary>Reads <see cref="Line"/>; null for any other spelling.</summary>
    /// <param name="line">One line without its end.</param>
    public static TreeHead? Parse(string line)
    {
        var p = line.Split('|');
        if (p.Length != 7 || !long.TryParse(p[2], out var size) || !long.TryParse(p[4], out var at) || size < 0 || p[3].Length != 64)
        {
            return null;
        }

        var head = new TreeHead(p[1], size, p[3], at, p[5], p[6]);
        return head.Line() == line && Array.TrueForAll([p[3], p[5], p[6]], h => h.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f'))) ? head : null;
    }
}
