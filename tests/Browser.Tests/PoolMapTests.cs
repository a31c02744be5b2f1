using System.Net.Http.Headers;
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

/// <summary>A cohort of two pools, one of the person's organisation: who uses whose devices, who waits and why, what was lent, and whether anybody was worse off.</summary>
public sealed class PoolMapTests(ConsoleNode console)
{
    private const string Name = "map";
    private static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;

    [Fact]
    public async Task A_cohort_shows_what_is_lent_who_waits_and_why_and_its_owner_what_it_lent()
    {
        await using var profile = await console.Profile();
        var node = console.Node.Operator;
        var (host, guest) = (await Owner("Host"), await Owner("Guest"));
        await node.Post<UserView>("identity/v1/users", new UserRequest(host.Member, "host", "Host", ["member-admin"], ConsoleNode.Password), default);
        var lender = await Pool(host, "Lender", 4);
        var borrower = await Pool(guest, "Borrower", 3);
        var asked = await guest.Http.RequestAgreement(new AgreementRequest(null, lender.View.Asset), default);
        await host.Http.StepAgreement(asked.Id, "agree", default);
        await host.Http.StepAgreement(asked.Id, "sign", default);
        await guest.Http.StepAgreement(asked.Id, "sign", default);

        // The guest's second job borrows; the third waits.
        var jobs = new List<JobView>();
        foreach (var devices in new[] { 2, 3, 2 })
        {
            jobs.Add(await guest.Http.Post<JobView>("compute/v1/jobs", new JobSubmission(null, borrower.View.Id, $"job of {devices}", ["true"], null, null, null, "research", devices, null) { Elsewhere = true }, default));
        }

        var page = await console.SignedIn(profile, "host");
        await page.GotoAsync(console.Node.Address + "cohorts");
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("pool-tile").Filter(new() { HasText = "Lender" })).ToContainTextAsync("devices: 4; 0 own, 3 lent, 1 idle");
        Assert.Equal(3, await page.GetByTestId("pool-tile").Filter(new() { HasText = "Lender" }).Locator(".ke-cell-lent").CountAsync());
        await page.GotoAsync(console.Node.Address + "cohorts/" + Name);
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("flows")).ToContainTextAsync("Borrower");
        await Expect(page.GetByTestId("queue")).ToContainTextAsync("the devices are busy");
        await Expect(page.GetByTestId("queue")).ToContainTextAsync("another member's job");
        Assert.Equal([], await Axe.Violations(page));

        // The lent run ends; the page sees it by itself, the waiting job gets the devices, and the owner's page says what was lent.
        await lender.Agent.CallAgent(lender.View.Id, lender.Epoch, new AgentCall([Report(jobs[1].Id, "ended")], null), 0, default);
        await Expect(page.GetByTestId("flows").Locator("tbody td.ke-num").First).ToHaveTextAsync("2", new() { Timeout = 20_000 });
        await page.GotoAsync($"{console.Node.Address}pools/{lender.View.Id}");
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("lines")).ToContainTextAsync("Borrower");
        await Expect(page.GetByTestId("proof")).ToContainTextAsync("No job has been compared");
        Assert.Equal([], await Axe.Violations(page));
        await page.ClickAsync("#language");
        await Expect(page.GetByTestId("proof")).ToContainTextAsync("尚无可比较的作业");
        await page.SetViewportSizeAsync(360, 900);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        var history = await host.Http.CohortHistory(Name, null, null, 4, default);
        Assert.True(history.Bins.Sum(b => b.LentMs) > 0);
        Assert.Equal((1, 0), (history.Compared, history.Later));
    }

    private static RunReport Report(JobId job, string state)
    {
        var now = DateTimeOffset.UtcNow;
        return new RunReport(job, 1, state, now.AddSeconds(-2), now, 0, null, null, null, null);
    }

    private async Task<(MemberId Member, NodeHttp Http)> Owner(string name)
    {
        var applied = await console.Node.Operator.ApplyMember(new MemberApplication(null, name, name, "institute", "supporting", null, "CN", false), default);
        await console.Node.Operator.StepMember(applied.Id, "admit", default);
        return (applied.Id, await With(applied.Id, "member-admin", "member-user"));
    }

    private async Task<NodeHttp> With(MemberId member, params string[] roles)
    {
        var key = await console.Node.Operator.MakeKey(new KeyRequest(member, roles, "map", 1), default);
        return new NodeHttp(new HttpClient { BaseAddress = console.Node.Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key.Key) } });
    }

    private async Task<(PoolView View, NodeHttp Agent, long Epoch)> Pool((MemberId Member, NodeHttp Http) owner, string title, int devices)
    {
        var asset = await owner.Http.Publish(new AssetPublication(null, "compute-pool", title, null, "CN", Everybody, 0), default);
        var pool = await owner.Http.RegisterPool(new PoolRegistration(null, asset.Id, devices, "sim", "CN", "gpu", 0, "fp16", 0, false, true, true) { Backend = "agent" }, default);
        await owner.Http.ChangePool(pool.Id, new PoolChange(null, null, null, null, null) { Cohort = Name }, null, default);
        var agent = await With(owner.Member, "agent");
        var session = await agent.AttachAgent(pool.Id, new AgentHello("local", [new AgentDevices("sim", devices, devices, 1)]), default);
        return (pool, agent, session.Epoch);
    }
}
