using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace KeyEcosystem.Host.People;

/// <summary>The first person of a node: runs it, and acts for the ecosystem itself. Comes in by a one-time link and then chooses a password.</summary>
public static class FirstOperator
{
    /// <summary>The name to sign in with.</summary>
    public const string LoginName = "operator";

    /// <summary>Makes the account when the node has none at all.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="stop">Ends the wait.</param>
    internal static async Task Ensure(IServiceProvider services, CancellationToken stop)
    {
        var users = services.GetRequiredService<UserDirectory>();
        if ((await users.List(null, null, 1, stop)).Count == 0)
        {
            // Of two processes that start at once one is told that the name is taken.
            await users.Create(new NewUser(LoginName, "运营者 Operator", new MemberId(BundledRegistry.IdOf("E01")), [NodeRoles.Operator, NodeRoles.MemberAdmin], null), "node", stop);
        }
    }

    /// <summary>An address that signs the first operator in once; null when the account has a password, or is not there any more.</summary>
    /// <param name="services">The node's services.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task<Uri?> SignInLink(IServiceProvider services, CancellationToken stop)
    {
        var users = services.GetRequiredService<UserDirectory>();
        if (await users.List(null, null, 1, stop) is not [{ } first] || first.HasPassword || !first.Roles.Contains(NodeRoles.Operator))
        {
            return null;
        }

        var link = await users.MakeSignInLink(first.Id, null, "node", stop);
        return link.IsOk ? new Uri(services.GetRequiredService<NodeIdentityOptions>().PublicUrl, "signin#" + link.Value) : null;
    }
}
