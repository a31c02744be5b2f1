using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Members' signing keys in the node's custody: the signature says so.</summary>
internal sealed class MemberKeys(string folder)
{
    /// <summary>Who holds the key; stands in every signature.</summary>
    public const string Custody = "node";

    private readonly ConcurrentDictionary<MemberId, NodeSigner> keys = new();

    /// <summary>A signature in the form <c>custody:public key:signature</c>.</summary>
    public string Sign(MemberId member, byte[] document)
    {
        var signer = keys.GetOrAdd(member, m =>
        {
            Directory.CreateDirectory(folder);
            return NodeSigner.LoadOrCreate(Path.Combine(folder, m + ".key"));
        });
        return $"{Custody}:{signer.PublicKey}:{Convert.ToHexStringLower(signer.Sign(document))}";
    }
}
