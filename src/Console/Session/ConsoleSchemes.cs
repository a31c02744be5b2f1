using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace KeyEcosystem.WebConsole.Session;

/// <summary>The console as an OpenID Connect client of its own node: code and proof, tokens kept in the vault.</summary>
internal static class ConsoleSchemes
{
    public const string ClientId = "console";
    public const string Cookie = "console";
    public const string Oidc = "oidc";

    /// <summary>Name of the id token in the properties of a sign-out.</summary>
    public const string Hint = "hint";

    public static void Add(IServiceCollection services)
    {
        services.AddAuthentication(o =>
            {
                // Pages come in by the console's cookie. The API's policies name their own scheme, so that a cookie opens none of it.
                o.DefaultScheme = Cookie;
                o.DefaultChallengeScheme = Oidc;
            })
            .AddCookie(Cookie)
            .AddOpenIdConnect(Oidc, _ => { });
        services.AddOptions<CookieAuthenticationOptions>(Cookie).Configure<ConsoleOptions>(Configure);
        services.AddOptions<OpenIdConnectOptions>(Oidc).Configure<ConsoleOptions>(Configure);
    }

    private static void Configure(CookieAuthenticationOptions o, ConsoleOptions options)
    {
        o.Cookie.Name = options.Cookie("console");
        o.Cookie.SameSite = SameSiteMode.Lax;
        o.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        o.ExpireTimeSpan = options.SignInLifetime;
        o.SlidingExpiration = false;
        o.Events.OnValidatePrincipal = context =>
        {
            if (context.HttpContext.RequestServices.GetRequiredService<SessionVault>().Find(context.Principal?.SessionId()) is not { } session)
            {
                context.RejectPrincipal();
                context.ShouldRenew = false;
            }
            else
            {
                // An admission changes roles while the cookie stands.
                context.ReplacePrincipal(Principal([.. context.Principal!.Claims.Where(c => c.Type != SessionClaims.Role), .. session.Roles.Select(r => new Claim(SessionClaims.Role, r))]));
            }

            return Task.CompletedTask;
        };
        o.Events.OnRedirectToAccessDenied = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }

    private static void Configure(OpenIdConnectOptions o, ConsoleOptions options)
    {
        o.SignInScheme = Cookie;
        o.ClientId = ClientId;
        o.ClientSecret = options.ClientSecret;
        o.Authority = options.PublicUrl.ToString();
        o.RequireHttpsMetadata = options.PublicUrl.Scheme == Uri.UriSchemeHttps;
        // The node knows itself: no discovery call, and the back channel goes to the loopback address.
        o.Configuration = new OpenIdConnectConfiguration
        {
            Issuer = options.PublicUrl.ToString(),
            AuthorizationEndpoint = new Uri(options.PublicUrl, "connect/authorize").ToString(),
            TokenEndpoint = new Uri(options.LoopbackUrl, "connect/token").ToString(),
            EndSessionEndpoint = new Uri(options.PublicUrl, "connect/endsession").ToString(),
        };
        o.Configuration.SigningKeys.Add(options.SigningKey);
        o.ResponseType = OpenIdConnectResponseType.Code;
        o.ResponseMode = OpenIdConnectResponseMode.Query;
        o.UsePkce = true;
        o.MapInboundClaims = false;
        o.SaveTokens = false;
        o.DisableTelemetry = true;
        o.Scope.Clear();
        foreach (var scope in (string[])["openid", "profile", "offline_access", "api"])
        {
            o.Scope.Add(scope);
        }

        o.TokenValidationParameters.NameClaimType = SessionClaims.Name;
        o.TokenValidationParameters.RoleClaimType = SessionClaims.Role;
        o.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
        o.CorrelationCookie.Name = options.Cookie("correlation.");
        o.NonceCookie.Name = options.Cookie("nonce.");
        foreach (var cookie in (CookieBuilder[])[o.CorrelationCookie, o.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }

        o.Events.OnTokenValidated = context => Open(context, options);
        o.Events.OnRedirectToIdentityProvider = AnswerProgramsPlainly;
        o.Events.OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.IdTokenHint = context.Properties.GetString(Hint);
            return Task.CompletedTask;
        };
        o.Events.OnRemoteFailure = context =>
        {
            context.Response.Redirect("/signed-out?why=failed");
            context.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static Task Open(TokenValidatedContext context, ConsoleOptions options)
    {
        var services = context.HttpContext.RequestServices;
        var told = context.TokenEndpointResponse!;
        var who = context.Principal!;
        var expires = services.GetRequiredService<TimeProvider>().GetUtcNow().AddSeconds(double.Parse(told.ExpiresIn));
        var session = services.GetRequiredService<SessionVault>().Open(
            who.FindFirst(SessionClaims.Subject)!.Value,
            who.FindFirst("sid")?.Value ?? "",
            [.. who.FindAll(SessionClaims.Role).Select(c => c.Value)],
            new SessionTokens(told.AccessToken, told.RefreshToken, told.IdToken, expires),
            options.SignInLifetime);
        List<Claim> claims = [new(SessionClaims.Session, session.Id), .. who.Claims.Where(c => c.Type is SessionClaims.Subject or SessionClaims.Name or SessionClaims.Role or SessionClaims.Member)];
        context.Principal = Principal(claims);
        return Task.CompletedTask;
    }

    private static ClaimsPrincipal Principal(IEnumerable<Claim> claims) => new(new ClaimsIdentity(claims, Cookie, SessionClaims.Name, SessionClaims.Role));

    /// <summary>Only a page in the address bar is sent to the sign-in; a circuit or a script hears 401.</summary>
    private static Task AnswerProgramsPlainly(RedirectContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal) || context.Request.Headers["Sec-Fetch-Mode"].ToString() is { Length: > 0 } and not "navigate")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.HandleResponse();
        }

        return Task.CompletedTask;
    }
}
