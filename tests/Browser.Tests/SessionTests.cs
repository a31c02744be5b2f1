using System.Net;
using KeyEcosystem.Client;
using Microsoft.Playwright;
using Xunit;

namespace KeyEcosystem.Browser.Tests;

public sealed class SessionTests(ConsoleNode console)
{
    [Fact]
    public async Task Suspending_somebody_sends_the_open_pages_away_before_a_click()
    {
        await using var profile = await console.Profile();
        var person = await console.Node.MakePerson("leaver", ConsoleNode.Password, "member-user");
        var first = await console.SignedIn(profile, "leaver");
        var second = await profile.NewPageAsync();
        await second.GotoAsync(console.Node.Address + "members");
        await ConsoleNode.Settled(second);

        await console.Node.Operator.StepUser(person.Id, "suspend", default);

        await first.WaitForSelectorAsync("#password");
        await second.WaitForSelectorAsync("#password");
        await first.FillAsync("#name", "leaver");
        await first.FillAsync("#password", ConsoleNode.Password);
        await first.ClickAsync("#go");
        await Assertions.Expect(first.Locator("[role=alert]")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Who_signs_in_where_another_was_signed_in_is_the_one_the_pages_act_for()
    {
        await using var profile = await console.Profile();
        await console.Node.MakePerson("first", ConsoleNode.Password, "member-admin");
        await console.Node.MakePerson("second", ConsoleNode.Password, "member-admin");
        var page = await console.SignedIn(profile, "first");

        await page.GotoAsync(console.Node.Address + "signin");
        await page.FillAsync("#name", "second");
        await page.FillAsync("#password", ConsoleNode.Password);
        await page.ClickAsync("#go");
        await ConsoleNode.Settled(page);
        await page.GotoAsync(console.Node.Address + "account");

        await Assertions.Expect(page.GetByTestId("login-name")).ToHaveTextAsync("second");
    }

    [Fact]
    public async Task Two_nodes_in_one_browser_do_not_disturb_each_other()
    {
        await using var profile = await console.Profile();
        await using var other = await RunningNode.Start("b");
        var here = await console.SignedIn(profile);
        var there = await profile.NewPageAsync();
        await there.GotoAsync(other.Link);
        await there.ClickAsync("#go-link");
        await ConsoleNode.Settled(there);

        await here.ReloadAsync();
        await ConsoleNode.Settled(here);
        await there.ClickAsync("#signout");
        await there.WaitForSelectorAsync("#out");
        await here.ReloadAsync();

        await ConsoleNode.Settled(here);
        await Assertions.Expect(here.Locator(".ke-nav")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_cookies_of_a_signed_in_browser_open_no_api_and_no_circuit_without_them()
    {
        await using var profile = await console.Profile();
        var page = await console.SignedIn(profile);

        var api = await page.APIRequest.GetAsync(console.Node.Address + "identity/v1/me");
        Assert.Equal((int)HttpStatusCode.Unauthorized, api.Status);

        await using var nobody = await console.Profile();
        var circuit = await nobody.APIRequest.PostAsync(console.Node.Address + "_blazor/negotiate?negotiateVersion=1");
        Assert.Equal((int)HttpStatusCode.Unauthorized, circuit.Status);
    }

    [Fact]
    public async Task The_language_changes_without_a_reload_and_is_kept_for_the_sign_in_pages()
    {
        await using var profile = await console.Profile("en");
        var page = await console.SignedIn(profile);
        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("Overview");

        await page.ClickAsync("#language");

        await Assertions.Expect(page.Locator("main h1")).ToHaveTextAsync("概览");
        Assert.Equal("zh-CN", await page.EvaluateAsync<string>("document.documentElement.lang"));
        await page.ClickAsync("#signout");
        await Assertions.Expect(page.Locator("#out")).ToHaveTextAsync("已退出登录");
        await page.ClickAsync("text=English");
        await Assertions.Expect(page.Locator("#out")).ToHaveTextAsync("Signed out");
    }

    [Fact]
    public async Task A_page_read_after_the_system_turned_dark_is_dark_as_a_whole()
    {
        await using var profile = await console.Profile();
        var page = await console.SignedIn(profile);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.ReloadAsync();
        await ConsoleNode.Settled(page);

        Assert.Equal("dark", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
        await page.WaitForFunctionAsync("getComputedStyle(document.querySelector('.ke-drawer')).backgroundColor.match(/\\d+/g).slice(0, 3).every(c => c < 60)");
    }

    [Fact]
    public async Task An_open_page_turns_with_the_system_as_a_whole_and_a_chosen_palette_stays()
    {
        await using var profile = await console.Profile();
        var page = await console.SignedIn(profile);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.WaitForFunctionAsync("document.documentElement.dataset.theme === 'dark'");
        await page.WaitForFunctionAsync("getComputedStyle(document.querySelector('.ke-drawer')).backgroundColor.match(/\\d+/g).slice(0, 3).every(c => c < 60)");
        Assert.Equal([], await Axe.Violations(page));

        await page.GetByLabel("Appearance").ClickAsync();
        await page.GetByText("Light", new() { Exact = true }).ClickAsync();
        await page.WaitForFunctionAsync("document.documentElement.dataset.theme === 'light'");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await page.ClickAsync("#language");
        await page.WaitForFunctionAsync("document.documentElement.lang === 'zh-CN'");
        await page.WaitForFunctionAsync("getComputedStyle(document.querySelector('.ke-drawer')).backgroundColor.match(/\\d+/g).slice(0, 3).every(c => c > 200)");
        Assert.Equal("light", await page.EvaluateAsync<string>("document.documentElement.dataset.theme"));
    }

    [Fact]
    public async Task Nobody_is_shown_what_the_role_may_not_see()
    {
        await using var profile = await console.Profile();
        await console.Node.MakePerson("watcher", ConsoleNode.Password, "auditor");
        var page = await console.SignedIn(profile, "watcher");

        var shown = await page.Locator(".ke-nav-link").EvaluateAllAsync<string[]>("links => links.map(l => new URL(l.href).pathname)");

        Assert.Equal(WebConsole.Layout.Navigation.For(["auditor"]).Select(i => i.Href).Order(), shown.Order());
        Assert.NotEqual(WebConsole.Layout.Navigation.Items.Count, shown.Length);
    }
}
