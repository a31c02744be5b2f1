using KeyEcosystem.WebConsole.SignIn;
using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.WebConsole.Language;

/// <summary>Keeps a choice made on a page without a circuit. It changes how things look and nothing else, so a link may do it.</summary>
internal static class PreferenceLinks
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal) { ["language"] = ["zh", "en"], ["theme"] = ["light", "dark", "system"] };

    public static IResult Get(HttpContext http, string? kind, string? value, string? returnUrl, Preferences preferences)
    {
        if (kind is not null && value is not null && Allowed.TryGetValue(kind, out var values) && values.Contains(value))
        {
            http.Response.Cookies.Append(preferences.CookieName(kind), value, new CookieOptions { MaxAge = TimeSpan.FromDays(366), SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, IsEssential = true });
        }

        return Results.LocalRedirect("~" + LocalAddress.Of(returnUrl));
    }
}
