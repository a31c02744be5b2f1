using System.Net.Http.Headers;
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

/// <summary>Use without seeing by clicks: the sender sees what waits and why, the owner what the checks found, and decides.</summary>
public sealed class AirlockTests(ConsoleNode console)
{
    private static readonly JsonElement ComputeOnly = JsonDocument.Parse("""{"permission":[{"action":"compute"}]}""").RootElement;

    [Fact]
    public async Task The_sender_sees_what_waits_and_the_owner_lets_it_out()
    {
        await using var profile = await console.Profile();
        var (owner, sender) = (await Organisation("Clinic"), await Organisation("Laboratory"));
        var devices = await owner.Http.Publish(new AssetPublication(null, "compute-pool", "clinic cores", null, "CN", ComputeOnly, 0), default);
        var pool = await owner.Http.RegisterPool(new PoolRegistration(null, devices.Id, 2, "cores", "CN", "cpu", 0, "fp64", 0, false, true, true), default);
        var set = await owner.Http.Publish(new AssetPublication(null, "dataset", "patients.csv", null, "CN", ComputeOnly, 0), default);
        using (var put = new HttpRequestMessage(HttpMethod.Put, $"dataspace/v1/assets/{set.Id}/content") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a,1\n", 50)))) })
        {
            await owner.Http.Send<AssetView>(put, default);
        }

        foreach (var asset in new[] { devices.Id, set.Id })
        {
            var asked = await sender.Http.RequestAgreement(new AgreementRequest(null, asset), default);
            await owner.Http.StepAgreement(asked.Id, "agree", default);
            await owner.Http.StepAgreement(asked.Id, "sign", default);
            await sender.Http.StepAgreement(asked.Id, "sign", default);
        }

        // The sender reads what it may and by which rules, declares one output and submits.
        var page = await console.SignedIn(profile, "laboratory");
        await page.GotoAsync($"{console.Node.Address}catalogue/{set.Id}");
        await Expect(page.GetByTestId("unseen")).ToContainTextAsync("without your seeing it");
        await Expect(page.GetByTestId("airlock-rules")).ToContainTextAsync("65,536");
        Assert.Equal([], await Axe.Violations(page));
        await page.GotoAsync($"{console.Node.Address}jobs/new?pool={pool.Id}");
        await ConsoleNode.Settled(page);
        await page.FillAsync("#name", "counts");
        await page.CheckAsync($"[data-asset='{set.Id}']");
        await page.FillAsync("#script", "cat /in/*; printf 'group,n\\na,20\\nb,30\\n' > /out/report.csv\n");
        await page.Locator("summary", new() { HasText = "Use without seeing" }).ClickAsync();
        await page.FillAsync("#outputs", "report.csv=csv");
        await page.GetByTestId("submit-job").ClickAsync();
        await Expect(page.GetByText("is no form of an output")).ToBeVisibleAsync();
        await page.FillAsync("#outputs", "report.csv=csv; group=a|b; n=count");
        await page.GetByTestId("submit-job").ClickAsync();
        if (await page.GetByText("compute.sandbox.unavailable").CountAsync() > 0)
        {
            Assert.Skip("This machine can build no sandbox.");
        }

        await Expect(page.GetByTestId("airlock")).ToContainTextAsync("report.csv", new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("airlock")).ToContainTextAsync("held in the airlock");
        await Expect(page.GetByTestId("log")).ToHaveCountAsync(0);
        Assert.Equal([], await Axe.Violations(page));
        await page.GetByTestId("airlock").GetByRole(Microsoft.Playwright.AriaRole.Link).ClickAsync();
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("findings")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("content")).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("approve")).ToHaveCountAsync(0);

        // The owner comes by its inbox, sees the log, the findings and what would leave, and decides.
        await using var owners = await console.Profile();
        page = await console.SignedIn(owners, "clinic");
        await page.GotoAsync($"{console.Node.Address}catalogue/{set.Id}");
        await ConsoleNode.Settled(page);
        await page.FillAsync("#rule-count", "20");
        await page.GetByTestId("save-rules").ClickAsync();
        await Expect(page.GetByText("Saved: jobs that end")).ToBeVisibleAsync();
        Assert.Equal([], await Axe.Violations(page));
        Assert.Equal(20, (await sender.Http.Asset(set.Id, default)).Airlock!.CellCountMin);
        await page.GotoAsync(console.Node.Address + "inbox");
        await ConsoleNode.Settled(page);
        await page.Locator("a[href^='/airlock/']").First.ClickAsync();
        await Expect(page.GetByTestId("findings")).ToContainTextAsync("Each cell stands for 10 records at least.");
        await Expect(page.GetByTestId("content")).ToContainTextAsync("b,30");
        Assert.Equal([], await Axe.Violations(page));
        await page.GetByTestId("refuse").ClickAsync();
        await Expect(page.GetByText("A refusal needs a reason.")).ToBeVisibleAsync();
        await page.ClickAsync("#language");
        await Expect(page.GetByTestId("findings")).ToContainTextAsync("每格至少 10 条记录。");
        await page.SetViewportSizeAsync(360, 900);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.GetByTestId("approve").ClickAsync();
        await page.Locator(".mud-message-box__yes-button").ClickAsync();
        await Expect(page.Locator("[data-state=delivered]").First).ToHaveTextAsync("已放行");
        var job = (await sender.Http.Jobs(null, null, null, 1, default)).Items[0];
        Assert.Equal("report.csv", Assert.Single(job.Results).Name);
        await page.GotoAsync($"{console.Node.Address}jobs/{job.Id}");
        await Expect(page.GetByTestId("log")).ToContainTextAsync("a,1");
        await page.GotoAsync(console.Node.Address + "airlock");
        await ConsoleNode.Settled(page);
        await Expect(page.Locator("main table")).ToContainTextAsync("report.csv");
        Assert.Equal([], await Axe.Violations(page));
    }

    private async Task<(MemberId Member, NodeHttp Http)> Organisation(string name)
    {
        var node = console.Node.Operator;
        var applied = await node.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", false), default);
        await node.StepMember(applied.Id, "admit", default);
        await node.Post<UserView>("identity/v1/users", new UserRequest(applied.Id, name.ToLowerInvariant(), name, ["member-admin"], ConsoleNode.Password), default);
        var key = await node.MakeKey(new KeyRequest(applied.Id, ["member-admin", "member-user"], "airlock", 1), default);
        return (applied.Id, new NodeHttp(new HttpClient { BaseAddress = console.Node.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Key) } }));
    }
}
