using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using KeyEcosystem.Dataspace.Core.Protocol;
using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Platform.Secrets;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// The tokens by which consumers fetch data: opaque, bound to one process and one start of it. They are not kept but computed, so that a message that is sent again names the same one. Which processes
/// have data flowing is known in memory and changes in the moment in which a state does.
/// </summary>
internal sealed class DataTokens(KeyChest chest)
{
    private const int Size = 32;
    private readonly Lazy<byte[]> key = new(() => chest.ReadOrMake("peer-keys/data.key", () => RandomNumberGenerator.GetBytes(Size)));
    private readonly ConcurrentDictionary<Guid, ProcessRow> known = new();

    /// <summary>The token of a process since its last start.</summary>
    public string Of(ProcessRow process) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{process.Id:n} {process.Starts}")));

    /// <summary>The token under which a provider sends the data of a process to this node: one for all its starts.</summary>
    public string OfPush(Guid process) => Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"{process:n} push")));

    /// <summary>Whether a token is the one of a process: to fetch data at the provider's side, to send it at the consumer's.</summary>
    public bool Opens(ProcessRow process, string token) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(process.Role is ProtocolRole.Provider ? Of(process) : OfPush(process.Id)), Encoding.UTF8.GetBytes(token));

    /// <summary>A process has another state: from now on its token opens, or opens nothing.</summary>
    public void Moved(ProcessRow process)
    {
        if (TransferTransitions.IsTerminal(process.State))
        {
            known.TryRemove(process.Id, out _);
        }
        else
        {
            known[process.Id] = process;
        }
    }

    /// <summary>A process as it stands; null where it is not known since the start of the node.</summary>
    public ProcessRow? Known(Guid process) => known.GetValueOrDefault(process);
}
