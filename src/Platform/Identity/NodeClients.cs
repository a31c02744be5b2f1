using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KeyEcosystem.Platform.Identity;

/// <summary>The two clients every node has: its own console and the command line.</summary>
internal static class NodeClients
{
    public const string ApiScope = "api";
    public const string Console = "console";
    public const string Cli = "cli";

    private static readonly string[] CodeFlow =
    [
        Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.Endpoints.Revocation, Permissions.GrantTypes.AuthorizationCode,
        Permissions.GrantTypes.RefreshToken, Permissions.ResponseTypes.Code, Permissions.Scopes.Profile, Permissions.Prefixes.Scope + ApiScope,
    ];

    /// <summary>Makes what is missing, and corrects the console when the node's address or key has changed.</summary>
    public static async Task Ensure(IOpenIddictApplicationManager applications, NodeIdentityOptions options, IdentityKeys keys, CancellationToken stop)
    {
        var console = new OpenIddictApplicationDescriptor
        {
            ClientId = Console,
            ClientSecret = keys.ConsoleSecret,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            RedirectUris = { new Uri(options.PublicUrl, "signin-oidc") },
            PostLogoutRedirectUris = { new Uri(options.PublicUrl, "signout-callback-oidc") },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };
        console.Permissions.UnionWith(CodeFlow);
        console.Permissions.Add(Permissions.Endpoints.EndSession);
        if (await applications.FindByClientIdAsync(Console, stop) is not { } was)
        {
            await applications.CreateAsync(console, stop);
        }
        else if (!(await applications.GetRedirectUrisAsync(was, stop)).Contains(console.RedirectUris.Single().AbsoluteUri) || !await applications.ValidateClientSecretAsync(was, keys.ConsoleSecret, stop))
        {
            await applications.UpdateAsync(was, console, stop);
        }

        if (await applications.FindByClientIdAsync(Cli, stop) is null)
        {
            // A loopback redirect without port: any port of the machine then matches.
            var cli = new OpenIddictApplicationDescriptor
            {
                ClientId = Cli,
                ApplicationType = ApplicationTypes.Native,
                ClientType = ClientTypes.Public,
                ConsentType = ConsentTypes.Implicit,
                RedirectUris = { new Uri("http://127.0.0.1/callback"), new Uri("http://[::1]/callback") },
                Requirements = { Requirements.Features.ProofKeyForCodeExchange },
            };
            cli.Permissions.UnionWith(CodeFlow);
            await applications.CreateAsync(cli, stop);
        }
    }
}
