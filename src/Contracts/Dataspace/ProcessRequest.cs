using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Asks another connector for the data of an agreement.</summary>
/// <param name="Peer">Which connector.</param>
/// <param name="Agreement">The agreement as messages name it.</param>
/// <param name="Format">HttpData-PULL: it is fetched here; HttpData-PUSH: the provider sends it.</param>
public sealed record ProcessRequest(PeerId Peer, string Agreement, string Format)
{
    /// <summary>Chosen by the sender, so that sending twice is one transfer; null lets the node choose.</summary>
    public ProcessId? Id { get; init; }

    /// <summary>With HttpData-PUSH: where the data goes; null for this node, which keeps it for your organisation.</summary>
    public DataDestination? Destination { get; init; }

    /// <summary>With HttpData-PUSH: the purpose that is declared, as the agreement asks for one; null for none.</summary>
    public string? Purpose { get; init; }
}
