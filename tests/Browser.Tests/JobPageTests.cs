using System.Text.Json;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Compute;
using KeyEcosystem.Contracts.Dataspace;
using KeyEcosystem.Kernel;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace KeyEcosystem.Browser.Tests;

/// <summary>What somebody reads who waits for a job, and what an owner reads whose cluster does not call.</summary>
public sealed class JobPageTests(ConsoleNode console)
{
    private static readonly JsonElement Everybody = JsonDocument.Parse("""{"permission":[{"action":"use"}]}""").RootElement;

    [Fact]
    public async Task A_job_that_waits_at_its_cluster_says_so_in_words_and_in_the_clusters_own()
    {
        await using var profile = await console.Profile();
        var owner = await console.Member("waiter");
        var pool = await Pool(owner, "waits", 2);
        var agent = await console.With(owner.Member, "agent");
        var session = await agent.AttachAgent(pool.Id, new AgentHello("slurm", [new AgentDevices("sim", 2, 2, 1)]), default);
        var job = await owner.Http.SubmitJob(
            new JobSubmission(null, pool.Id, new string('a', 100), ["true"], null, null, null, "research", 2, new JobLimits(7200, null, null, null)) { Elsewhere = true, Saves = true, ExpectedSeconds = 3600, Kind = "train" }, default);
        for (var until = DateTimeOffset.UtcNow.AddMinutes(1); (await owner.Http.Job(job.Id, default)).State != "admitted" && DateTimeOffset.UtcNow < until;)
        {
            // What an agent says of a run that was not given to its pool yet is not kept.
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        await agent.CallAgent(pool.Id, session.Epoch, new AgentCall([new RunReport(job.Id, 1, "pending", null, null, null, null, null, null, "7") { Waits = "Resources", ExpectedAt = DateTimeOffset.UtcNow.AddMinutes(30) }], null), 0, default);

        var page = await console.SignedIn(profile, "waiter");
        await page.GotoAsync($"{console.Node.Address}jobs/{job.Id}");

        await Expect(page.Locator("main")).ToContainTextAsync("the cluster says: Resources");
        await Expect(page.GetByTestId("expected")).ToContainTextAsync("UTC");
        await Expect(page.GetByTestId("ways")).ToContainTextAsync("Expected to run 1 h 0 min");
        await page.ClickAsync("#language");
        await Expect(page.Locator("main")).ToContainTextAsync("集群给出的原因：Resources");
        await page.SetViewportSizeAsync(360, 900);
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.GotoAsync(console.Node.Address + "jobs");
        await page.SelectOptionAsync("#state", "admitted");
        await ConsoleNode.Settled(page);
        await Expect(page.Locator("tbody")).ToContainTextAsync(job.Name!);
    }

    [Fact]
    public async Task A_pool_whose_agent_does_not_call_says_so_wherever_it_stands()
    {
        await using var profile = await console.Profile();
        var owner = await console.Member("hermit");
        var pool = await Pool(owner, "silent", 2);
        await owner.Http.ChangePool(pool.Id, new PoolChange(null, null, null, null, null) { Cohort = "silence", QuietHours = "Mon-Fri 03:00-03:05 Asia/Shanghai; Sat 00:00-01:00 UTC" }, null, default);

        var page = await console.SignedIn(profile, "hermit");
        await page.GotoAsync($"{console.Node.Address}pools/{pool.Id}");
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("away")).ToContainTextAsync("keyeco agent");
        await Expect(page.Locator("main")).ToContainTextAsync("Singapore");
        await page.ClickAsync("#language");
        await Expect(page.Locator("main")).ToContainTextAsync("周一至周五 03:00-03:05 Asia/Shanghai；周六 00:00-01:00 UTC");
        await Expect(page.Locator("main")).ToContainTextAsync("新加坡");
        Assert.Equal([], await Axe.Violations(page));
        await page.GotoAsync(console.Node.Address + "pools");
        await ConsoleNode.Settled(page);
        var row = page.Locator("tbody tr").Filter(new() { HasText = "silent" });
        await Expect(row.GetByTestId("pool-state")).ToHaveTextAsync("集群未连接");
        await Expect(row.GetByText("提交作业")).ToHaveCountAsync(0);
        await page.GotoAsync($"{console.Node.Address}jobs/new?pool={pool.Id}");
        await ConsoleNode.Settled(page);
        await Expect(page.Locator($"#pool option[value={pool.Id}]")).ToBeDisabledAsync();
        await Expect(page.Locator("#pool")).Not.ToHaveValueAsync(pool.Id.ToString());
        await page.GotoAsync(console.Node.Address + "cohorts/silence");
        await ConsoleNode.Settled(page);
        await Expect(page.GetByTestId("pool-tile")).ToContainTextAsync("失去联系时：自用 0，借出 0");
    }

    [Fact]
    public async Task What_is_not_there_is_told_in_the_language_of_the_page_and_fits_a_phone()
    {
        await using var profile = await console.Profile("zh-CN");
        var page = await console.SignedIn(profile);
        await page.SetViewportSizeAsync(360, 900);

        await page.GotoAsync($"{console.Node.Address}jobs/{new JobId(Guid.Parse("01a21fef-0537-7523-bfeb-c40ecd98e390"))}");

        await Expect(page.Locator(".ke-trouble")).ToContainTextAsync("没有该作业");
        await Expect(page.Locator(".ke-trouble")).Not.ToContainTextAsync("organisation");
        await Expect(page.Locator("h1")).ToHaveTextAsync("作业");
        Assert.Equal(360, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        await page.GotoAsync(console.Node.Address + "evidence/0");
        await Expect(page.Locator(".ke-trouble")).ToContainTextAsync("没有该存证记录");
    }

    private static async Task<PoolView> Pool((MemberId Member, NodeHttp Http) owner, string title, int devices)
    {
        var asset = await owner.Http.Publish(new AssetPublication(null, "compute-pool", title, null, "SG", Everybody, 0), default);
        return await owner.Http.RegisterPool(new PoolRegistration(null, asset.Id, devices, "sim", "CN", "gpu", 0, "fp16", 0, false, true, true) { Backend = "agent" }, default);
    }
}
