using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Pictures of the pages that are looked at, for people: in the folder that the variable KEYECO_SCREENSHOTS names.</summary>
internal static partial class Pictures
{
    private static int taken;

    /// <summary>Takes one, named by the page's path without ids, its language, colours and width.</summary>
    public static async Task Take(IPage page)
    {
        if (Environment.GetEnvironmentVariable("KEYECO_SCREENSHOTS") is { Length: > 0 } folder)
        {
            var path = Ids().Replace(new Uri(page.Url).AbsolutePath, "${kind}").Trim('/').Replace('/', '-');
            var look = await page.EvaluateAsync<string>("document.documentElement.lang + '-' + document.documentElement.dataset.theme + '-' + innerWidth");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{(path.Length > 0 ? path : "overview")}-{look}-{Interlocked.Increment(ref taken):000}.png"), FullPage = true });
        }
    }

    [GeneratedRegex("(?<kind>[a-z]{3})_[0-9a-f]{32}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();
}
