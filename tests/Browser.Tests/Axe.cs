using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace KeyEcosystem.Browser.Tests;

/// <summary>
/// Looks for serious and critical violations on a page. The script is put into a page once and judges there; the package's own way opens a second page
/// for each look, for frames of other origins, which the console does not have.
/// </summary>
internal static class Axe
{
    private static readonly Lazy<string> script = new(() => new BundledAxeScriptProvider().GetScript());

    /// <summary>What is wrong: the rule and the first places.</summary>
    /// <param name="page">Which.</param>
    /// <param name="colours">Whether contrasts are judged: they are the same in each language and width, and take most of the time.</param>
    public static async Task<IReadOnlyList<string>> Violations(IPage page, bool colours = true)
    {
        if (!await page.EvaluateAsync<bool>("() => window.axe !== undefined"))
        {
            await page.EvaluateAsync(script.Value);
        }

        var found = await page.EvaluateAsync<JsonElement>(
            """
            async colours => {
              const result = await axe.run(document, { resultTypes: ["violations"], iframes: false, rules: { "color-contrast": { enabled: colours } } });
              return result.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html).join(" | ")}`);
            }
            """,
            colours);
        await Pictures.Take(page);
        return [.. found.EnumerateArray().Select(v => v.GetString()!)];
    }
}
