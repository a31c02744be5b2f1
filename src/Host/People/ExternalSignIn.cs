using KeyEcosystem.Platform.Identity;
using KeyEcosystem.WebConsole.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace KeyEcosystem.Host.People;

/// <summary>
/// Signs people in whom a configured provider identifies (authorization code with PKCE). The provider says which verified e-mail address; the account under it, its member
/// and its roles are the node's own, and there must be one: an invitation makes it.
/// </summary>
internal static class ExternalSignIn
{
    private const string Scheme = "external";
    private const string Path = "/signin/external";
    private const string Refused = "/signin?refused=provider";

    public static IServiceCollection AddExternalSignIn(this IServiceCollection services, ExternalProvider? provider)
    {
        if (provider is null)
        {
            return services;
        }

        services.AddAuthentication().AddOpenIdConnect(Scheme, o =>
        {
            o.Authority = provider.Authority.AbsoluteUri;
            o.RequireHttpsMetadata = !provider.Authority.IsLoopback;
            o.ClientId = provider.ClientId;
            o.ClientSecret = provider.Secret?.Text;
            o.ResponseType = OpenIdConnectResponseType.Code;
            o.ResponseMode = OpenIdConnectResponseMode.Query;
            o.UsePkce = true;
            o.CallbackPath = "/signin/external/answer";
            o.SignInScheme = IdentitySchemes.Login;
            o.MapInboundClaims = false;
            o.SaveTokens = false;
            o.GetClaimsFromUserInfoEndpoint = false;
            o.Scope.Clear();
            o.Scope.Add("openid");
            o.Scope.Add("email");
            o.Events.OnTokenValidated = Open;
            o.Events.OnRemoteFailure = context =>
            {
                context.Response.Redirect(Refused);
                context.HandleResponse();
                return Task.CompletedTask;
            };
        });
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<NodeIdentityOptions>((o, node) =>
        {
            // Two nodes on one host do not share cookies.
            o.CorrelationCookie.Name = node.Cookie("external-correlation.");
            o.NonceCookie.Name = node.Cookie("external-nonce.");
            o.CorrelationCookie.SecurePolicy = o.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            o.CorrelationCookie.SameSite = o.NonceCookie.SameSite = SameSiteMode.Lax;
        });
        return services;
    }

    public static void MapExternalSignIn(this IEndpointRouteBuilder routes, ExternalProvider? provider)
    {
        if (provider is not null)
        {
            routes.MapGet(Path, (string? returnUrl) => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = LocalAddress.Of(returnUrl) }, [Scheme])).AllowAnonymous().RequireRateLimiting(SignInLimits.Attempts).ExcludeFromDescription();
        }
    }

    /// <summary>The provider's answer was checked; the account is the node's.</summary>
    private static async Task Open(TokenValidatedContext context)
    {
        var person = context.Principal!;
        var verified = string.Equals(person.FindFirst("email_verified")?.Value, "true", StringComparison.OrdinalIgnoreCase);
        var signedIn = verified && person.FindFirst("email")?.Value is { Length: > 0 } email
            && (await context.HttpContext.RequestServices.GetRequiredService<SignInService>().WithProvider(context.HttpContext, email, context.HttpContext.RequestAborted)).IsOk;
        if (signedIn)
        {
            await SignInAnew.Leave(context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<ISignInDoor>());
        }

        context.Response.Redirect(signedIn ? LocalAddress.Of(context.Properties?.RedirectUri) : Refused);
        context.HandleResponse();
    }
}
