using System.Collections.Concurrent;
using KeyEcosystem.Kernel;
using KeyEcosystem.Platform.Evidence;
using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>Members' signing keys in the node's custody; a signature says who holds its key.</summary>
internal sealed class MemberKeys(KeyChest chest)
{
    /// <summary>The node holds the key.</summary>
    public const string Custody = "node";

    /// <summary>The member alone holds the key.</summary>
    public const string Own = "own";

    private readonly ConcurrentDictionary<MemberId, NodeSigner> keys = new();

    /// <summary>A signature in the form <c>custody:public key:signature</c>.</summary>
    public string Sign(MemberId member, byte[] document) => $"{Custody}:{Of(member).PublicKey}:{Convert.ToHexStringLower(Of(member).Sign(document))}";

    /// <summary>The public half of the key that the node holds for a member; made when there is none.</summary>
    public string PublicKey(MemberId member) => Of(member).PublicKey;

    private NodeSigner Of(MemberId member) => keys.GetOrAdd(member, m => NodeSigner.LoadOrCreate(chest, $"member-keys/{m}.key"));
}
