using System.Security.Cryptography.X509Certificates;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace;

/// <summary>Who and where a node is to other connectors.</summary>
/// <param name="Participant">How it calls itself, a DID as a rule.</param>
/// <param name="Address">Its address; asked for when it is needed, for a node may learn its port at its start.</param>
/// <param name="Member">The member that offers nobody has asked for are made to.</param>
/// <param name="Script">What it does by itself in conformance mode; null else.</param>
public sealed record ProtocolSettings(string Participant, Func<IServiceProvider, Uri> Address, MemberId Member, ConformanceScript? Script)
{
    /// <summary>What its connections to others show, with its private key; null for none.</summary>
    public X509Certificate2? Certificate { get; init; }
}
