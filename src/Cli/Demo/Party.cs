using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;

namespace KeyEcosystem.Cli.Demo;

/// <summary>An organisation of the demonstration: admitted, with a person and a key.</summary>
/// <param name="Member">The organisation.</param>
/// <param name="Person">Its administrator.</param>
/// <param name="Node">The node, as its key sees it.</param>
internal sealed record Party(MemberView Member, UserView Person, NodeHttp Node);
