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

    /// <summary>Where the data of a transfer is fetched, or received.</summary>
    public string DataOf(Guid process) => $"{Base}/data/{process:d}";

    /// <summary>An address that a peer wants its messages, or its data, at: its own scheme, host and port, so that nobody makes this node call others.</summary>
    public static Result<string> Check(string field, string address, PeerRow peer, bool anywhere)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var asked) || asked.Scheme is not ("http" or "https") || asked.UserInfo.Length > 0)
        {
            return Refusal.Field(field, "an absolute http or https address", address);
        }

        var known = new Uri(peer.Address);
        return anywhere || (asked.Scheme == known.Scheme && asked.Host == known.Host && asked.Port == known.Port)
            ? address.TrimEnd('/')
            : Refusal.Field(field, "at the scheme, host and port where this participant is known to be", address);
    }
}
