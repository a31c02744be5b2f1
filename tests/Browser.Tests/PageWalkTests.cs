using System.Text.Json;
using KeyEcosystem.WebConsole.Layout;
using Microsoft.Playwright;
using Xunit;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Walks every page of the navigation, so that a new page is covered by its entry there.</summary>
public sealed class PageWalkTests(ConsoleNode console)
{
    private static readonly string[] Unsigned = ["/signin", "/signed-out", "/sign-up", "/invitation", "/not-found"];

    /// <summary>Each page is looked at wide in one language and narrow in the other, and in the other way round where the colours are dark.</summary>
    [Theory]
    [InlineData("zh-CN", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task Every_page_is_accessible_and_fits(string locale, ColorScheme scheme)
    {
        await using var profile = await console.Profile(locale, scheme);
        var found = new List<string>();
        var page = await profile.NewPageAsync();
        foreach (var address in Unsigned)
        {
            await page.GotoAsync(console.Node.Address + address[1..]);
            await Look(page, address, found);
            await Narrow(page, address, found);
        }

        page = await console.SignedIn(profile);
        foreach (var item in Navigation.Items)
        {
            await page.GotoAsync(console.Node.Address + item.Href[1..]);
            await Both(page, item.Href, found);
            await Deeper(page, item.Href, found);
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task The_walk_finds_a_planted_violation()
    {
        await using var profile = await console.Profile();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(console.Node.Address + "signin");
        await page.EvaluateAsync("document.querySelector('label[for=name]').remove(); document.getElementById('name').style.width = '3000px'");
        var found = new List<string>();

        await Look(page, "/signin", found);

        Assert.Contains(found, f => f.Contains("label", StringComparison.Ordinal));
        Assert.Contains(found, f => f.Contains("wider", StringComparison.Ordinal));
    }

    /// <summary>The tabs of a page, and the first page below it that one of its tables leads to.</summary>
    private async Task Deeper(IPage page, string address, List<string> found)
    {
        var tabs = page.GetByRole(AriaRole.Tab);
        for (var tab = 1; tab < await tabs.CountAsync(); tab++)
        {
            await tabs.Nth(tab).ClickAsync();
            await Both(page, $"{address}/{tab}", found);
        }

        var below = page.Locator($"main td a[href^='{address}/'], main th a[href^='{address}/']").First;
        if (address != "/" && await below.CountAsync() > 0)
        {
            await page.GotoAsync(console.Node.Address + (await below.GetAttributeAsync("href"))![1..]);
            await Both(page, address + "/below", found);
        }
    }

    /// <summary>Looks wide, changes the language on the page, and looks narrow; the next page is met in the language that this one was left in.</summary>
    private static async Task Both(IPage page, string address, List<string> found)
    {
        await ConsoleNode.Settled(page);
        await Look(page, address, found);
        var was = await page.EvaluateAsync<string>("document.documentElement.lang");
        await page.ClickAsync("#language");
        await page.WaitForFunctionAsync("was => document.documentElement.lang !== was", was);
        await ConsoleNode.Settled(page);
        await Fits(page, address, found);
        await Narrow(page, address, found);
    }

    private static async Task Narrow(IPage page, string address, List<string> found)
    {
        await page.SetViewportSizeAsync(360, 900);
        await Look(page, address, found, colours: false);
        await page.SetViewportSizeAsync(1280, 900);
    }

    private static async Task Look(IPage page, string address, List<string> found, bool colours = true)
    {
        found.AddRange((await Axe.Violations(page, colours)).Select(v => $"{address} {v}"));
        await Fits(page, address, found);
        if (await page.Locator("h1").CountAsync() == 0)
        {
            found.Add($"{address} has no heading");
        }
    }

    private static async Task Fits(IPage page, string address, List<string> found)
    {
        var over = await page.EvaluateAsync<JsonElement>("""
            () => {
                const may = document.documentElement.clientWidth;
                const wide = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > may && !e.closest('.ke-scroll'));
                return { has: document.documentElement.scrollWidth, may, language: document.documentElement.lang, first: wide.slice(0, 3).map(e => e.outerHTML.slice(0, 300)) };
            }
            """);
        if (over.GetProperty("has").GetInt32() > over.GetProperty("may").GetInt32())
        {
            found.Add($"{address} is wider than the window: {over}");
        }
    }
}
