using System.Text.Json;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A transfer process with another connector.</summary>
/// <param name="Id">Its id here.</param>
/// <param name="Role">provider or consumer: this node's side.</param>
/// <param name="Peer">The other connector.</param>
/// <param name="Member">The member of this node whose transfer it is.</param>
/// <param name="Agreement">The agreement as messages name it.</param>
/// <param name="Format">HttpData-PULL: fetched; HttpData-PUSH: sent by the provider.</param>
/// <param name="State">REQUESTED, STARTED, SUSPENDED, COMPLETED or TERMINATED.</param>
/// <param name="DataAddress">Of what is fetched: where the data is, as the provider said, null before and on the provider's side. Of what is sent: where it goes, without the token that opens it.</param>
/// <param name="Problem">Why it ended or does not go on, in words; null when all is well.</param>
/// <param name="Possible">Messages that this side may send now: start, suspension, completion, termination.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="Since">Since when it has its state.</param>
public sealed record ProcessView(ProcessId Id, string Role, PeerId Peer, MemberId Member, string Agreement, string Format, string State, JsonElement? DataAddress, string? Problem, IReadOnlyList<string> Possible, DateTimeOffset CreatedAt, DateTimeOffset Since)
{
    /// <summary>What the provider has sent to this node; null where nothing is kept here.</summary>
    public ReceivedDataView? Received { get; init; }

    /// <summary>How many bytes of it have arrived so far; null where nothing is sent to this node.</summary>
    public long? Arrived { get; init; }

    /// <summary>The message by which it has its state, while the other side has not taken it; null when it has. Told of a single transfer, not in lists.</summary>
    public UndeliveredView? Undelivered { get; init; }
}
