using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Host.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace KeyEcosystem.Host.Tests;

/// <summary>People whom another provider identifies, against a provider on loopback that speaks the protocol.</summary>
public sealed class ExternalSignInTests(ExternalSignInTests.Scene scene) : IClassFixture<ExternalSignInTests.Scene>
{
    [Fact]
    public async Task A_person_with_an_account_comes_in_by_the_verified_address()
    {
        var end = await scene.Provider.SignIn(scene.Node, "Anna@Example.org", verified: true);

        Assert.Equal("/jobs", end.Location);
        Assert.True(end.SignedIn);
        Assert.Contains("sign-in.provider", (await scene.Node.Operator.Records(null, 0, 500, default)).Select(r => r.Verb));
    }

    [Theory]
    [InlineData("anna@example.org", false, true)]
    [InlineData("bert@example.org", true, true)]
    [InlineData("anna@example.org", true, false)]
    public async Task An_unproven_address_a_stranger_and_a_token_of_another_key_come_nowhere(string email, bool verified, bool ownKey)
    {
        var end = await scene.Provider.SignIn(scene.Node, email, verified, ownKey);

        Assert.Equal("/signin?refused=provider", end.Location);
        Assert.False(end.SignedIn);
    }

    [Theory]
    [InlineData("http://login.example.org/", "keyeco", "https")]
    [InlineData("https://login.example.org/", null, "--oidc-client")]
    public void A_provider_in_the_clear_or_without_a_client_is_refused(string issuer, string? client, string why) =>
        Assert.Contains(why, Assert.Throws<InvalidOperationException>(() => ExternalProvider.Of(new Uri(issuer), client, null, null)).Message, StringComparison.Ordinal);

    /// <summary>A provider, and a node that trusts it and where Anna has an account.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        internal Provider Provider { get; private set; } = null!;

        internal RunningNode Node { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Provider = await Provider.Start();
            Node = await RunningNode.Start(s => s with { SignInBy = ExternalProvider.Of(Provider.Issuer, "keyeco", "a secret", "Example") });
            await Node.Operator.CreateUser(new UserRequest(null, "anna@example.org", "Anna", ["member-admin"], null), default);
        }

        public async ValueTask DisposeAsync()
        {
            await Node.DisposeAsync();
            await Provider.DisposeAsync();
        }
    }

    /// <summary>Discovery, keys, authorization and tokens; who signs in is decided by the test.</summary>
    internal sealed class Provider : IAsyncDisposable
    {
        private readonly WebApplication app;
        private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k1" };
        private readonly ECDsaSecurityKey another = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "k1" };
        private (string Email, bool Verified, bool OwnKey) next;
        private string nonce = "";

        private Provider(WebApplication app) => this.app = app;

        public Uri Issuer => new(app.Urls.First());

        public static async Task<Provider> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var provider = new Provider(app);
            app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
            {
                issuer = provider.Issuer.AbsoluteUri,
                authorization_endpoint = new Uri(provider.Issuer, "authorize"),
                token_endpoint = new Uri(provider.Issuer, "token"),
                jwks_uri = new Uri(provider.Issuer, "keys"),
                id_token_signing_alg_values_supported = (string[])["ES256"],
            }));
            app.MapGet("/keys", () =>
            {
                var point = provider.key.ECDsa.ExportParameters(false).Q;
                return Results.Json(new { keys = (object[])[new { kty = "EC", crv = "P-256", kid = "k1", x = Base64UrlEncoder.Encode(point.X), y = Base64UrlEncoder.Encode(point.Y) }] });
            });
            app.MapGet("/authorize", (HttpContext http) =>
            {
                provider.nonce = http.Request.Query["nonce"]!;
                return Results.Redirect(QueryHelpers.AddQueryString(http.Request.Query["redirect_uri"]!, new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = "c", ["state"] = http.Request.Query["state"] }));
            });
            app.MapPost("/token", () => Results.Json(new { id_token = provider.Token(), access_token = "none", token_type = "Bearer" }));
            await app.StartAsync();
            return provider;
        }

        /// <summary>Follows the browser from the node's link to where it ends.</summary>
        public async Task<(string Location, bool SignedIn)> SignIn(RunningNode node, string email, bool verified, bool ownKey = true)
        {
            next = (email, verified, ownKey);
            var cookies = new CookieContainer();
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies, UseProxy = false });
            var home = node.Operator.Http.BaseAddress!;
            var location = new Uri(home, "signin/external?returnUrl=/jobs");
            for (var step = 0; step < 3; step++)
            {
                using var answer = await browser.GetAsync(location);
                Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
                location = new Uri(location, answer.Headers.Location!);
            }

            return (location.PathAndQuery, cookies.GetCookies(home).Any(c => c.Name.EndsWith(".login", StringComparison.Ordinal)));
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            key.ECDsa.Dispose();
            another.ECDsa.Dispose();
        }

        private string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer.AbsoluteUri,
            Audience = "keyeco",
            Subject = new ClaimsIdentity([new Claim("sub", "42"), new Claim("nonce", nonce), new Claim("email", next.Email), new Claim("email_verified", next.Verified ? "true" : "false", ClaimValueTypes.Boolean)]),
            Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
            SigningCredentials = new SigningCredentials(next.OwnKey ? key : another, SecurityAlgorithms.EcdsaSha256),
        });
    }
}
