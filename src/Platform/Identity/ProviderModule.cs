using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Validation;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace KeyEcosystem.Platform.Identity;

/// <summary>Sets OpenIddict up: what is allowed, how long, signed and encrypted by which keys.</summary>
internal static class ProviderModule
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(1);

    /// <summary>One refresh token used twice within this time is two tabs; later it is a theft, and the whole family is revoked.</summary>
    private static readonly TimeSpan ReuseLeeway = TimeSpan.FromSeconds(15);

    /// <summary>A context of the tokens in a PostgreSQL database.</summary>
    public static DbContextOptionsBuilder OfTokens(this DbContextOptionsBuilder context, PostgresTarget target) =>
        context.UseNpgsql(target.Reads, n => n.MigrationsHistoryTable("__EFMigrationsHistory", PostgresIdentityContext.Schema)).UseOpenIddict();

    /// <summary>A context of the tokens in a SQLite file.</summary>
    public static DbContextOptionsBuilder OfTokens(this DbContextOptionsBuilder context, string connection) => context.UseSqlite(connection).UseOpenIddict();

    public static void AddProvider(this IServiceCollection services, NodeIdentityOptions options)
    {
        if (options.Postgres is { } postgres)
        {
            services.AddDbContext<IdentityContext, PostgresIdentityContext>(o => o.OfTokens(postgres).WatchCommands());
        }
        else
        {
            services.AddDbContext<IdentityContext, SqliteIdentityContext>(o => o.OfTokens($"Data Source={options.Database}").AddInterceptors(new PatientConnections()).WatchCommands());
        }

        services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<IdentityContext>())
            .AddServer(o =>
            {
                // Never from the Host header.
                o.SetIssuer(options.PublicUrl);
                o.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token").SetEndSessionEndpointUris("connect/endsession").SetRevocationEndpointUris("connect/revoke");
                o.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow().RequireProofKeyForCodeExchange();
                o.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess, NodeClients.ApiScope);
                o.RegisterResources(options.Audience);
                o.DisableAccessTokenEncryption();
                o.SetAccessTokenLifetime(options.AccessLifetime).SetRefreshTokenLifetime(options.SignInLifetime).SetAuthorizationCodeLifetime(CodeLifetime).SetRefreshTokenReuseLeeway(ReuseLeeway);
                var host = o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableEndSessionEndpointPassthrough();
                if (options.PublicUrl.Scheme == Uri.UriSchemeHttp || options.LoopbackUrl.Scheme == Uri.UriSchemeHttp)
                {
                    // TLS ends at a proxy, or there is none on loopback: the options refuse plain http for any other address.
                    host.DisableTransportSecurityRequirement();
                }
            })
            .AddValidation(o =>
            {
                o.UseLocalServer();
                o.UseAspNetCore().DisableAccessTokenExtractionFromBodyForm().DisableAccessTokenExtractionFromQueryString();
                o.AddAudiences(options.Audience);
                o.EnableTokenEntryValidation().EnableAuthorizationEntryValidation();
                o.AddEventHandler<OpenIddictValidationEvents.ProcessAuthenticationContext>(h => h.UseSingletonHandler<StandingTokens>().SetOrder(int.MaxValue - 1000));
            });
        services.AddSingleton<StandingTokens>();
        services.AddOptions<OpenIddict.Server.OpenIddictServerOptions>().Configure<IdentityKeys>((o, keys) =>
        {
            // The first of each kind signs and encrypts, all are published and accepted. KeyRotation has these options made anew when keys come and go.
            foreach (var key in keys.Usable)
            {
                o.SigningCredentials.Add(new(key.Signing, Microsoft.IdentityModel.Tokens.SecurityAlgorithms.EcdsaSha256));
                o.EncryptionCredentials.Add(new(key.Encryption, Microsoft.IdentityModel.Tokens.SecurityAlgorithms.Aes256KW, Microsoft.IdentityModel.Tokens.SecurityAlgorithms.Aes256CbcHmacSha512));
            }
        });
    }
}
