using System.Net.Http.Headers;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(KeyEcosystem.Browser.Tests.ConsoleNode))]

namespace KeyEcosystem.Browser.Tests;

/// <summary>One browser and one node for all tests; without a Chromium the tests are skipped.</summary>
public sealed class ConsoleNode : IAsyncLifetime
{
    private static readonly string[] Places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private const int PatienceMs = 90_000;

    private IPlaywright? playwright;
    private IBrowser? browser;
    private RunningNode? node;

    public const string Password = "correct horse battery";

    public const string Operator = "chief";

    internal RunningNode Node => node!;

    public async ValueTask InitializeAsync()
    {
        if (Places.FirstOrDefault(File.Exists) is not { } program)
        {
            return;
        }

        node = await RunningNode.Start("a");
        await node.MakePerson(Operator, Password, "operator", "member-admin");
        // How soon a page shows something is not what these tests are about: on a busy machine it may take a while.
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = program, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <summary>A browser of its own. Nothing moves in it: a colour on its way from one to another has a contrast that nobody reads.</summary>
    public async Task<IBrowserContext> Profile(string locale = "en", ColorScheme scheme = ColorScheme.Light)
    {
        Assert.SkipWhen(browser is null, "There is no Chromium on this machine.");
        var profile = await browser!.NewContextAsync(new BrowserNewContextOptions { Locale = locale, ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce, ViewportSize = new ViewportSize { Width = 1280, Height = 900 } });
        profile.SetDefaultTimeout(PatienceMs);
        return profile;
    }

    /// <summary>A page of somebody signed in by password.</summary>
    public async Task<IPage> SignedIn(IBrowserContext profile, string name = Operator)
    {
        var page = await profile.NewPageAsync();
        await page.GotoAsync(Node.Address.AbsoluteUri);
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Password);
        await page.ClickAsync("#go");
        try
        {
            await page.WaitForSelectorAsync("main.ke-main, .ke-card [role=alert]");
        }
        catch (TimeoutException)
        {
            // What stands there instead is what one wants to know.
            Assert.Fail($"{page.Url}: {await page.Locator("body").InnerTextAsync()} {await page.EvaluateAsync<string>("document.documentElement.outerHTML.slice(0, 3000)")} {string.Join('\n', Node.Said)}");
        }

        Assert.Equal([], await page.Locator(".ke-card [role=alert]").AllInnerTextsAsync());
        await Settled(page);
        return page;
    }

    /// <summary>An admitted organisation with a person of its own name, who can sign in and conclude agreements.</summary>
    public async Task<(MemberId Member, NodeHttp Http)> Member(string name)
    {
        var applied = await Node.Operator.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "SG", false), default);
        await Node.Operator.StepMember(applied.Id, "admit", default);
        await Node.Operator.Post<UserView>("identity/v1/users", new UserRequest(applied.Id, name, name, ["member-admin"], Password), default);
        return (applied.Id, await With(applied.Id, "member-admin", "member-user"));
    }

    /// <summary>Calls of an organisation in some roles.</summary>
    public async Task<NodeHttp> With(MemberId member, params string[] roles)
    {
        var key = await Node.Operator.MakeKey(new KeyRequest(member, roles, "page", 1), default);
        return new NodeHttp(new HttpClient { BaseAddress = Node.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Key) } });
    }

    /// <summary>Waits until a page has read what it shows.</summary>
    public static async Task Settled(IPage page)
    {
        await page.WaitForSelectorAsync("main h1");
        await page.WaitForFunctionAsync("() => document.querySelector('main .ke-loading') === null && !document.querySelector('main .ke-more .mud-progress-circular')");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        if (node is not null)
        {
            await node.DisposeAsync();
        }
    }
}
