using Microsoft.Playwright;
using Xunit;

namespace KeyEcosystem.Browser.Tests;

/// <summary>Somebody with a browser of their own.</summary>
internal sealed class Person : IAsyncDisposable
{
    private readonly ConsoleNode console;
    private readonly IBrowserContext profile;

    private Person(ConsoleNode console, IBrowserContext profile, IPage page) => (this.console, this.profile, Page) = (console, profile, page);

    public IPage Page { get; }

    public static async Task<Person> Of(ConsoleNode console, string locale)
    {
        var profile = await console.Profile(locale);
        return new Person(console, profile, await profile.NewPageAsync());
    }

    public static async Task<Person> SignedIn(ConsoleNode console, string locale, string name)
    {
        var person = await Of(console, locale);
        await person.SignIn(name);
        return person;
    }

    public async Task SignIn(string name)
    {
        await Page.GotoAsync(console.Node.Address.AbsoluteUri);
        await Page.FillAsync("#name", name);
        await Page.FillAsync("#password", ConsoleNode.Password);
        await Page.ClickAsync("#go");
        await ConsoleNode.Settled(Page);
    }

    public async Task Open(string address)
    {
        await Page.GotoAsync(console.Node.Address + address[1..]);
        await ConsoleNode.Settled(Page);
    }

    /// <summary>Waits until the address begins so, and gives what follows the last slash.</summary>
    public async Task<string> At(string beginning)
    {
        try
        {
            await Page.WaitForURLAsync(url => new Uri(url).AbsolutePath.StartsWith(beginning, StringComparison.Ordinal));
            await ConsoleNode.Settled(Page);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{Page.Url} and not {beginning}: {await Page.InnerTextAsync("main")}");
        }

        return new Uri(Page.Url).AbsolutePath.Split('/')[^1];
    }

    /// <summary>No serious or critical violation, and nothing wider than the window.</summary>
    public async Task Look()
    {
        Assert.Equal([], (await Axe.Violations(Page)).Select(v => $"{Page.Url} {v}"));
        Assert.False(await Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth"), Page.Url + " is wider than the window");
    }

    public ValueTask DisposeAsync() => profile.DisposeAsync();
}
