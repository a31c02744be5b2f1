using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>The first exchange as three organisations and an operator make it, each in a browser of its own, by clicks; axe looks at every page on the way.</summary>
public sealed class FirstExchangeTests(ConsoleNode console)
{
    private const string Script = "echo reading\nwc -l /in/* | tee /out/lines.txt\nsleep 1\necho counted\n";

    private static readonly byte[] Table = Encoding.UTF8.GetBytes("time,usage_kwh\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"2025-01-01T{i % 24:00}:00:00Z,{i}\n")));

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_first_exchange_is_made_by_clicks(string locale)
    {
        await using var chief = await Person.SignedIn(console, locale, ConsoleNode.Operator);
        await using var factory = await Admitted(chief, locale, "factory");
        await using var cloud = await Admitted(chief, locale, "cloud-provider");
        await using var institute = await Admitted(chief, locale, "institute");

        var data = await PublishDataSet(factory, $"meters {locale}");
        var pool = await PublishPool(cloud, $"cores {locale}");
        await Find(institute, $"meters {locale}", data);
        await Conclude(institute, factory, data);
        await Conclude(institute, cloud, pool);
        await Download(institute, data);
        await RunJob(institute, pool, data);
        await Refused(cloud, data, "research", "agreement.none");
        await Refused(institute, data, "marketing", "policy.purpose.refused");
        await Settle(chief, institute);
        await Measured(chief);
    }

    /// <summary>The operator enters the organisation, admits it from the inbox and invites its administrator, who comes by the link.</summary>
    private async Task<Person> Admitted(Person chief, string locale, string type)
    {
        var page = chief.Page;
        var (zh, en) = ($"示例 {type} {locale}", $"Sample {type} {locale}");
        var name = locale == "en" ? en : zh;
        await chief.Open("/administration");
        await page.GetByRole(AriaRole.Tab).Nth(3).ClickAsync();
        await page.FillAsync("#name-zh", zh);
        await page.FillAsync("#name-en", en);
        await page.SelectOptionAsync("#type", type);
        await page.GetByTestId("enter").ClickAsync();
        await Expect(page.Locator("tr", new PageLocatorOptions { HasText = name })).ToHaveCountAsync(1);

        await chief.Open("/inbox");
        var row = page.Locator("tr", new PageLocatorOptions { HasText = name });
        await row.GetByTestId("admit").ClickAsync();
        await page.Locator(".mud-message-box__yes-button").ClickAsync();
        await Expect(row).ToHaveCountAsync(0);

        await chief.Open("/administration");
        await page.SelectOptionAsync("#invite-member", new SelectOptionValue { Label = name });
        var email = $"{type}-{locale}@example.org";
        await page.FillAsync("#invite-email", email);
        await page.SelectOptionAsync("#invite-role", "member-admin");
        await page.ClickAsync("#invite");
        var link = await page.GetByTestId("once").TextContentAsync();

        var person = await Person.Of(console, locale);
        await person.Page.GotoAsync(link!);
        await person.Page.FillAsync("#display-name", type);
        await person.Page.FillAsync("#new-password", ConsoleNode.Password);
        await person.Page.ClickAsync("#go");
        await ConsoleNode.Settled(person.Page);
        return person;
    }

    private static async Task<string> PublishDataSet(Person factory, string title)
    {
        var page = factory.Page;
        await factory.Open("/publish");
        await page.FillAsync("#title", title);
        await page.SetInputFilesAsync("#file", new FilePayload { Name = "meters.csv", MimeType = "text/csv", Buffer = Table });
        await page.SelectOptionAsync("#sector", "C");
        await page.CheckAsync("#purposes [data-code=research]");
        await page.CheckAsync("#organisations [data-code=institute]");
        await page.FillAsync("#until", "2099-01-01");
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync("2099-01-01");
        await Expect(page.Locator("#not-onward")).ToBeCheckedAsync();
        await factory.Look();
        await page.GetByTestId("publish").ClickAsync();
        await Expect(page.GetByTestId("uploaded")).ToContainTextAsync("SHA-256");
        await Expect(page.GetByTestId("uploaded")).ToContainTextAsync(Convert.ToHexStringLower(SHA256.HashData(Table))[^6..]);
        await page.GetByTestId("open-asset").ClickAsync();
        return await factory.At("/catalogue/");
    }

    private static async Task<string> PublishPool(Person cloud, string title)
    {
        var page = cloud.Page;
        await cloud.Open("/publish?kind=compute-pool");
        await page.FillAsync("#title", title);
        await page.FillAsync("#model", "sample core");
        await page.FillAsync("#devices", "2");
        await page.SelectOptionAsync("#class", "cpu");
        await page.FillAsync("#price", "3600");
        await cloud.Look();
        await page.GetByTestId("publish").ClickAsync();
        await page.GetByTestId("open-asset").ClickAsync();
        return await cloud.At("/catalogue/");
    }

    /// <summary>Finds the data set by its name and kind, and hears that an agreement would permit what is not permitted yet.</summary>
    private static async Task Find(Person institute, string title, string data)
    {
        var page = institute.Page;
        await institute.Open("/catalogue");
        await page.SelectOptionAsync("#kind", "dataset");
        await page.FillAsync("#find", title);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".ke-cards > li")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = title, Exact = true }).ClickAsync();
        Assert.Equal(data, await institute.At("/catalogue/"));
        await Expect(page.GetByTestId("gate-answer").First).ToHaveAttributeAsync("data-permitted", "no");
        await Expect(page.GetByTestId("gate-answer").First).ToContainTextAsync("agreement.none");
        await Expect(page.GetByTestId("gate-answer").Nth(1)).ToHaveAttributeAsync("data-permitted", "yes");
        await institute.Look();
    }

    private static async Task Conclude(Person consumer, Person provider, string asset)
    {
        await consumer.Open($"/catalogue/{asset}");
        await consumer.Page.GetByTestId("request-agreement").ClickAsync();
        var agreement = await consumer.At("/agreements/");
        await consumer.Look();

        await provider.Open("/inbox");
        await provider.Page.Locator($"a[href='/agreements/{agreement}']").ClickAsync();
        await provider.At("/agreements/");
        await provider.Page.GetByTestId("agree").ClickAsync();
        await Sign(provider, "agreed");
        await consumer.Open($"/agreements/{agreement}");
        await Sign(consumer, "signed");
        await Expect(consumer.Page.Locator("[data-custody=node]")).ToHaveCountAsync(2);
        await consumer.Look();
    }

    private static async Task Sign(Person person, string state)
    {
        await person.Page.GetByTestId("sign").ClickAsync();
        await person.Page.Locator(".mud-message-box__yes-button").ClickAsync();
        await Expect(person.Page.GetByTestId("sign")).ToHaveCountAsync(0);
        await Expect(person.Page.Locator($".ke-actions [data-state={state}]")).ToBeVisibleAsync();
    }

    private static async Task Download(Person institute, string data)
    {
        await institute.Open($"/catalogue/{data}");
        var file = await institute.Page.RunAndWaitForDownloadAsync(() => institute.Page.GetByTestId("download").ClickAsync());
        Assert.Equal(Table, await File.ReadAllBytesAsync(await file.PathAsync(), TestContext.Current.CancellationToken));
    }

    private static async Task RunJob(Person institute, string pool, string data)
    {
        var page = institute.Page;
        await institute.Open($"/catalogue/{pool}");
        await page.Locator("a[href^='/jobs/new?pool=']").ClickAsync();
        await page.FillAsync("#name", "count lines");
        await page.CheckAsync($"[data-asset={data}]");
        await page.FillAsync("#script", Script);
        await institute.Look();
        await page.GetByTestId("submit-job").ClickAsync();
        await institute.At("/jobs/job_");
        await Expect(page.GetByTestId("log")).ToContainTextAsync("reading", new LocatorAssertionsToContainTextOptions { Timeout = 30_000 });
        await Expect(page.GetByTestId("log")).ToContainTextAsync("501 /in/");
        await Expect(page.Locator(".ke-actions [data-state=succeeded]")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 30_000 });
        await Expect(page.GetByTestId("log")).ToContainTextAsync("counted");
        await Expect(page.GetByTestId("result")).ToContainTextAsync("2099-01-01");
        await Expect(page.GetByTestId("device-time")).ToContainTextAsync(" s");
        await institute.Look();

        await page.GetByTestId("result").Locator("a").First.ClickAsync();
        await institute.At("/catalogue/");
        await Expect(page.Locator("section[aria-labelledby=terms]")).ToContainTextAsync("2099-01-01");
        await institute.Look();
    }

    private static async Task Refused(Person person, string asset, string purpose, string code)
    {
        await person.Open($"/catalogue/{asset}");
        await person.Page.SelectOptionAsync("#purpose", purpose);
        await Expect(person.Page.GetByTestId("gate-answer").First).ToContainTextAsync(code);
        await Expect(person.Page.GetByTestId("gate-answer").First).ToHaveAttributeAsync("data-permitted", "no");
        await Expect(person.Page.GetByTestId("download")).ToHaveCountAsync(0);
    }

    private static async Task Settle(Person chief, Person institute)
    {
        await chief.Open("/ledger");
        await chief.Page.GetByTestId("settle").ClickAsync();
        await Expect(chief.Page.GetByTestId("settled")).ToBeVisibleAsync();
        await chief.Page.GetByTestId("verify").ClickAsync();
        await Expect(chief.Page.GetByTestId("verification")).ToHaveAttributeAsync("data-holds", "yes");
        await chief.Look();

        await institute.Open("/ledger");
        await Expect(institute.Page.Locator("main table").Last).ToContainTextAsync("CNY");
        var file = await institute.Page.RunAndWaitForDownloadAsync(() => institute.Page.GetByTestId("csv").ClickAsync());
        Assert.Contains("device.ms", await File.ReadAllTextAsync(await file.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await institute.Look();
    }

    /// <summary>The indicator of successful jobs shows a value; a click leads to the records behind it, and from there to a proof that the page checks.</summary>
    private static async Task Measured(Person chief)
    {
        var page = chief.Page;
        await chief.Open("/indicators");
        await page.Locator("a[href='/indicators/P07']").ClickAsync();
        await chief.At("/indicators/");
        await Expect(page.Locator(".ke-figures dd").First).ToHaveTextAsync(new Regex("^[1-9]", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.Locator("main td a[href^='/evidence/']").First.ClickAsync();
        await chief.At("/evidence/");
        await Expect(page.Locator("main .ke-tag-good").First).ToBeVisibleAsync();
        await Expect(page.Locator("main .ke-tag-wrong")).ToHaveCountAsync(0);
        await chief.Look();
    }
}
