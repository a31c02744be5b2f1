using KeyEcosystem.Dataspace.Store;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>
/// One way in which connectors know each other (ADR 0036). A peer is known by all the ways that are set for it, and by one at least. A further way, such as verifiable credentials (DCP), is a further class.
/// </summary>
internal interface IPeerIdentity
{
    /// <summary>Whether a call is of a peer; null where the peer is not known in this way.</summary>
    /// <param name="peer">The peer.</param>
    /// <param name="call">What the call carries.</param>
    /// <param name="stop">Ends the asking.</param>
    ValueTask<bool?> Knows(PeerRow peer, PeerCall call, CancellationToken stop);

    /// <summary>Adds to a call of this node what the peer knows it by, where that is part of the message.</summary>
    /// <param name="request">The call.</param>
    /// <param name="peer">Whom it goes to.</param>
    void Sign(HttpRequestMessage request, Guid peer);
}
