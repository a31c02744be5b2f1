using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Members.Core;

/// <summary>Stable ids of the bundled registry's entities: the same on every node, so that nodes mean the same thing.</summary>
public static class BundledRegistry
{
    /// <summary>The id of an entity, a UUID of version 8 made from its code.</summary>
    /// <param name="code">For example E02 or R01.</param>
    public static Guid IdOf(string code)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes("keyeco:registry:" + code), hash);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
