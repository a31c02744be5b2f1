using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Contracts.Identity;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>From sign-up to the result of an own script, by clicks, by somebody whom nobody knows yet.</summary>
public sealed class TrialTests(ConsoleNode console)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_newcomer_gets_from_sign_up_to_a_result_by_clicks()
    {
        await using var newcomer = await Person.Of(console, "en");
        var data = await DataSet();
        var (devices, pool) = await Pool();

        await SignUp(newcomer, "bo@lab.example");
        await Expect(newcomer.Page.GetByTestId("trial")).ToBeVisibleAsync();
        await newcomer.Look();
        await Conclude(newcomer, data);
        await Conclude(newcomer, devices);
        await newcomer.Open($"/jobs/new?pool={pool}");
        var page = newcomer.Page;
        await page.FillAsync("#name", "count");
        await page.CheckAsync($"[data-asset={data}]");
        await page.FillAsync("#script", "ls -A /in | wc -l | tee /out/files.txt\n");
        await page.Locator("main details:has(#seconds) > summary").ClickAsync();
        await page.FillAsync("#seconds", "60");
        await page.GetByTestId("submit-job").ClickAsync();
        await newcomer.At("/jobs/job_");
        await Expect(page.Locator(".ke-actions [data-state=succeeded]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("log")).ToContainTextAsync("1");
        await Expect(page.GetByTestId("result")).ToContainTextAsync("files.txt");
        await newcomer.Look();

        await newcomer.Open("/jobs");
        await Expect(page.Locator("main table")).ToContainTextAsync("count");
        await newcomer.Open("/agreements");
        await Expect(page.Locator("main table tbody tr")).ToHaveCountAsync(2);

        await BecomeMember(newcomer);
    }

    /// <summary>Applies by clicks; once admitted, the page that is opened next knows it.</summary>
    private async Task BecomeMember(Person newcomer)
    {
        await newcomer.Open("/account");
        await Expect(newcomer.Page.GetByTestId("trial-day")).ToContainTextAsync("2 of 50");
        await newcomer.Look();
        await newcomer.Page.FillAsync("#name-zh", "新实验室");
        await newcomer.Page.FillAsync("#name-en", "New Lab");
        await newcomer.Page.SelectOptionAsync("#type", "institute");
        await newcomer.Page.GetByTestId("enter").ClickAsync();
        await Expect(newcomer.Page.GetByTestId("enter")).Not.ToBeVisibleAsync();
        var applied = Assert.Single((await console.Node.Operator.Members(new MemberSearch("New Lab", null, null, null, null), null, 10, Stop)).Items);
        await console.Node.Operator.StepMember(applied.Id, "admit", Stop);
        await newcomer.Open("/publish");
        await Expect(newcomer.Page.Locator("#title")).ToBeVisibleAsync();
        Assert.Contains(console.Node.LettersTo("bo@lab.example"), l => l.Contains("New Lab is admitted", StringComparison.Ordinal));
    }

    private static async Task Conclude(Person person, AssetId asset)
    {
        await person.Open($"/catalogue/{asset}");
        await person.Page.GetByTestId("request-agreement").ClickAsync();
        await person.At("/agreements/");
        await person.Page.GetByTestId("sign").ClickAsync();
        await person.Page.Locator(".mud-message-box__yes-button").ClickAsync();
        await Expect(person.Page.Locator(".ke-actions [data-state=signed]")).ToBeVisibleAsync();
    }

    private async Task SignUp(Person person, string email)
    {
        var page = person.Page;
        await page.GotoAsync(console.Node.Address + "sign-up");
        await page.FillAsync("#email", email);
        await page.ClickAsync("#go");
        await page.WaitForSelectorAsync("[role=status]");
        await page.GotoAsync(console.Node.LinkIn(email));
        await page.FillAsync("#display-name", "Bo");
        await page.FillAsync("#new-password", ConsoleNode.Password);
        await page.ClickAsync("#go-complete");
        await ConsoleNode.Settled(page);
    }

    private async Task<AssetId> DataSet()
    {
        using var factory = await Member("trial factory", "factory");
        var table = Encoding.UTF8.GetBytes("time,usage_kwh\n2025-01-01T00:00:00Z,20\n");
        var asset = await factory.Node.Publish(new AssetPublication(null, "dataset", "meters to try", null, "CN", Policy("trial"), 0), Stop);
        await factory.Node.AppendContent(asset.Id, 0, new MemoryStream(table), Stop);
        await factory.Node.FinishContent(asset.Id, new UploadCompletion(Convert.ToHexStringLower(SHA256.HashData(table)), "text/csv"), Stop);
        return asset.Id;
    }

    private async Task<(AssetId Asset, PoolId Pool)> Pool()
    {
        using var cloud = await Member("trial cloud", "cloud-provider");
        var asset = await cloud.Node.Publish(new AssetPublication(null, "compute-pool", "cores to try", null, "CN", Policy("trial-compute"), 0), Stop);
        return (asset.Id, (await cloud.Node.RegisterPool(new PoolRegistration(null, asset.Id, 2, "core", "CN", "cpu", 0, "fp32", 0, NetworkGranted: false, Offered: true, Healthy: true), Stop)).Id);
    }

    private async Task<Acting> Member(string name, string type)
    {
        var member = await console.Node.Operator.ApplyMember(new MemberApplication(null, name, name, type, "supporting", "C", "CN", Demonstration: true), Stop);
        await console.Node.Operator.StepMember(member.Id, "admit", Stop);
        var key = await console.Node.Operator.MakeKey(new KeyRequest(member.Id, ["member-admin"], "test", 1), Stop);
        return new Acting(new HttpClient { BaseAddress = console.Node.Address, DefaultRequestHeaders = { Authorization = new("Bearer", key.Key) } });
    }

    private static JsonElement Policy(string template) => JsonElement.Parse(PolicyTemplates.All[template]);

    private sealed class Acting(HttpClient http) : IDisposable
    {
        public NodeHttp Node { get; } = new(http);

        public void Dispose() => http.Dispose();
    }
}
