using KeyEcosystem.Dataspace.Store;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>Who and where this node is to other connectors.</summary>
/// <param name="participant">How it calls itself.</param>
/// <param name="address">Its base address; asked for when it is needed, for a node may learn its port at its start.</param>
/// <param name="member">The member that offers nobody has asked for are made to.</param>
internal sealed class ProtocolAddress(string participant, Func<Uri> address, MemberId member)
{
    /// <summary>The path of all endpoints of the protocol.</summary>
    public const string Path = "/dsp";

    public string Participant => participant;

    public MemberId Member => member;

    /// <summary>The base address without a slash at its end.</summary>
    public string Base => new Uri(address(), Path).AbsoluteUri.TrimEnd('/');

    /// <summary>An address that a peer wants its messages at: its own scheme, host and port, so that nobody makes this node call others.</summary>
    public static Result<string> Check(string callback, PeerRow peer, bool anywhere)
    {
        if (!Uri.TryCreate(callback, UriKind.Absolute, out var asked) || asked.Scheme is not ("http" or "https") || asked.UserInfo.Length > 0)
        {
            return Refusal.Field("callbackAddress", "an absolute http or https address", callback);
        }

        var known = new Uri(peer.Address);
        return anywhere || (asked.Scheme == known.Scheme && asked.Host == known.Host && asked.Port == known.Port)
            ? callback.TrimEnd('/')
            : Refusal.Field("callbackAddress", "at the scheme, host and port where this participant is known to be", callback);
    }
}
