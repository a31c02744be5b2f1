using Microsoft.AspNetCore.Http;

namespace KeyEcosystem.WebConsole.Language;

/// <summary>What a person has chosen, kept in cookies; one for each request and circuit.</summary>
/// <param name="options">Names the cookies.</param>
public sealed class Preferences(ConsoleOptions options)
{
    /// <summary>Raised after a choice.</summary>
    public event EventHandler? Changed;

    /// <summary>The language.</summary>
    public Tongue Language { get; private set; } = Tongue.English;

    /// <summary>light, dark or system.</summary>
    public string Theme { get; private set; } = "system";

    /// <summary>Whether the browser prefers dark; counts when <see cref="Theme"/> is system.</summary>
    public bool SystemIsDark { get; private set; }

    /// <summary>Whether records of demonstrations are counted and shown.</summary>
    public bool Demonstration { get; private set; }

    /// <summary>Whether the dark palette is shown.</summary>
    public bool IsDark => Theme == "dark" || (Theme == "system" && SystemIsDark);

    /// <summary>The language's tag.</summary>
    public string Tag => Language == Tongue.Chinese ? "zh-CN" : "en";

    /// <summary>The choices as they travel from the page to its circuit.</summary>
    public PreferenceValues Values => new(Language == Tongue.Chinese, Theme, SystemIsDark, Demonstration);

    /// <summary>Names of the cookies by what they hold.</summary>
    /// <param name="kind">language, theme, system or demonstration.</param>
    public string CookieName(string kind) => options.Cookie(kind);

    /// <summary>Reads the cookies; without them the browser's language counts.</summary>
    /// <param name="request">The page's request.</param>
    public void Read(HttpRequest request)
    {
        var language = request.Cookies[CookieName("language")];
        Language = language is "zh" or "en" ? Of(language) : FirstAccepted(request.Headers.AcceptLanguage.ToString());
        Theme = request.Cookies[CookieName("theme")] is { } theme and ("light" or "dark") ? theme : "system";
        SystemIsDark = request.Cookies[CookieName("system")] == "dark";
        Demonstration = request.Cookies[CookieName("demonstration")] == "yes";
    }

    /// <summary>Takes over what the page was told.</summary>
    /// <param name="values">The choices.</param>
    public void Take(PreferenceValues values)
    {
        (Language, Theme, SystemIsDark, Demonstration) = (values.Chinese ? Tongue.Chinese : Tongue.English, values.Theme, values.SystemIsDark, values.Demonstration);
        Changed?.Invoke(this, EventArgs.Empty);
    }

    private static Tongue Of(string tag) => tag == "zh" ? Tongue.Chinese : Tongue.English;

    private static Tongue FirstAccepted(string header) => header.TrimStart().StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Tongue.Chinese : Tongue.English;
}
