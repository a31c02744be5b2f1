using Microsoft.Playwright;
using Xunit;

namespace KeyEcosystem.Browser.Tests;

public sealed class SignInTests(ConsoleNode console)
{
    [Fact]
    public async Task The_link_of_a_fresh_node_signs_in_once()
    {
        await using var profile = await console.Profile();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(console.Node.Link);
        await page.ClickAsync("#go-link");
        await ConsoleNode.Settled(page);
        await Assertions.Expect(page.Locator(".ke-figures")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.DoesNotContain("tkt_", page.Url, StringComparison.Ordinal);

        await using var other = await console.Profile();
        var second = await other.NewPageAsync();
        await second.GotoAsync(console.Node.Link);
        await second.ClickAsync("#go-link");
        await second.WaitForSelectorAsync("[role=alert]");
        Assert.Contains("/signin", second.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_sends_every_open_page_of_the_person_away_and_nobody_comes_back_without_a_password()
    {
        await using var profile = await console.Profile();
        var first = await console.SignedIn(profile);
        var second = await profile.NewPageAsync();
        await second.GotoAsync(console.Node.Address + "members");
        await second.WaitForSelectorAsync(".ke-table");

        await first.ClickAsync("#signout");

        await first.WaitForSelectorAsync("#out");
        await second.WaitForURLAsync(url => url.Contains("/signed-out", StringComparison.Ordinal) || url.Contains("/signin", StringComparison.Ordinal));
        await first.GotoAsync(console.Node.Address.AbsoluteUri);
        await first.WaitForSelectorAsync("#password");
    }

    [Fact]
    public async Task A_page_that_lost_its_connection_leaves_once_its_session_is_over()
    {
        await using var profile = await console.Profile();
        var page = await console.SignedIn(profile);
        await page.GotoAsync(console.Node.Address + "members");
        await page.WaitForSelectorAsync(".ke-table");
        const string Lost = "document.getElementById('components-reconnect-modal').classList.add('components-reconnect-show')";
        await page.EvaluateAsync(Lost);
        await page.WaitForResponseAsync(answer => answer.Url.EndsWith("/members", StringComparison.Ordinal));
        Assert.EndsWith("/members", page.Url, StringComparison.Ordinal);

        await profile.ClearCookiesAsync();

        await page.WaitForURLAsync(url => url.Contains("/signin", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_password_is_refused_and_says_so()
    {
        await using var profile = await console.Profile();
        var page = await profile.NewPageAsync();
        await page.GotoAsync(console.Node.Address.AbsoluteUri);
        await page.FillAsync("#name", "nobody");
        await page.FillAsync("#password", "not the password");
        await page.ClickAsync("#go");

        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("not signed in");
    }
}
