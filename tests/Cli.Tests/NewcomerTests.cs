using KeyEcosystem.Platform.Gate;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>From sign-up to a result, as a newcomer types it; and what a trial may not.</summary>
public sealed class NewcomerTests
{
    [Fact]
    public async Task A_newcomer_gets_from_sign_up_to_the_result_of_a_job_without_waiting_for_anybody()
    {
        await using var node = await CliNode.Start();
        var (data, pool, devices) = await Offers(node);
        await SignUp(node, "new@example.org");

        Assert.Equal("trial", (await node.As(null, "me", "--json")).Json.GetProperty("roles")[0].GetString());
        await Conclude(node, data);
        await Conclude(node, devices);
        var job = await node.As(null, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "trying", "--seconds", "60", "--wait", "--json");
        var results = Path.Combine(node.Folder, "results");
        var got = await node.As(null, "jobs", "get", job.Text("id"), "--out", results);

        var ledger = await node.As(null, "ledger");
        var shown = await node.As(null, "assets", "show", data, "--purpose", "trying");

        Assert.Equal("succeeded", job.Text("state"));
        Assert.Equal(0, ledger.Code);
        Assert.Contains("--demonstration", ledger.Error, StringComparison.Ordinal);
        Assert.Contains("time (instant), usage_kwh (integer), co2_t (decimal)", shown.Out, StringComparison.Ordinal);
        Assert.Equal(0, got.Code);
        Assert.NotEmpty(Directory.GetFiles(results));
    }

    [Fact]
    public async Task A_trial_concludes_nothing_on_an_offer_that_does_not_name_it_and_publishes_nothing()
    {
        await using var node = await CliNode.Start();
        var (_, factory) = await node.Admit("工厂", "factory");
        var closed = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "closed", "--policy", "members", "--json")).Text("id");
        await SignUp(node, "new@example.org");

        var refused = await node.As(null, "agree", closed);
        var publish = await node.As(null, "assets", "publish", "--kind", "dataset", "--title", "mine", "--policy", "open");

        var shown = await node.As(null, "assets", "show", closed);
        Assert.Equal(3, refused.Code);
        Assert.Contains("dataspace.offer.not-open", refused.Error, StringComparison.Ordinal);
        Assert.Contains("No offer that is open now would permit it to you", shown.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Next: keyeco agree", shown.Out, StringComparison.Ordinal);
        Assert.Contains("access.role", publish.Error, StringComparison.Ordinal);

        // Of several offers it takes the one that is open to it.
        Assert.Equal(0, (await node.As(factory, "offers", "make", closed, "--policy", "trial")).Code);
        var offer = (await node.As(null, "offers", "of", closed, "--json")).Json[1].GetProperty("id").GetString()!;
        Assert.Contains($"Next: keyeco agree {closed} --offer {offer}", (await node.As(null, "assets", "show", closed)).Out, StringComparison.Ordinal);
        var agreed = await node.As(null, "agree", closed, "--json");
        Assert.Equal("agreed", agreed.Text("state"));
        var twice = await node.As(null, "agree", closed);
        Assert.Equal(3, twice.Code);
        Assert.Contains($"Next: keyeco agreements show {agreed.Text("id")}", twice.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Trial", (await node.AsOperator("members", "--json")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caps_of_the_day_hold_under_callers_at_once_and_unused_device_time_comes_back()
    {
        await using var node = await CliNode.Start();
        var caps = node.Get<IOptions<TrialOptions>>().Value;
        caps.UsesPerDayMax = 4;
        caps.DeviceMsPerDayMax = 70_000;
        var (data, pool, devices) = await Offers(node);
        await SignUp(node, "new@example.org");
        await Conclude(node, data);
        await Conclude(node, devices);

        var tooLong = await node.As(null, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "trying", "--seconds", "80");
        var first = await node.As(null, "jobs", "submit", "--pool", pool, "--bundled", "energy-report", "--data", data, "--purpose", "trying", "--seconds", "60", "--wait", "--json");
        var reads = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => node.As(null, "data", "get", data, "--purpose", "trying", "--out", Path.Combine(node.Folder, $"copy{i}"))));

        Assert.Contains("trial.device-time.exceeded", tooLong.Error, StringComparison.Ordinal);
        Assert.Equal("succeeded", first.Text("state"));
        Assert.Equal(2, reads.Count(r => r.Code == 0));
        Assert.All(reads.Where(r => r.Code != 0), r => Assert.Contains("trial.uses.exceeded", r.Error, StringComparison.Ordinal));
        caps.UsesPerDayMax = 50;
    }

    [Fact]
    public async Task A_trial_that_applies_goes_on_trying_and_once_admitted_acts_for_its_member()
    {
        await using var node = await CliNode.Start();
        var (data, _, _) = await Offers(node);
        await SignUp(node, "new@example.org");
        await Conclude(node, data);

        var applied = await node.As(null, "members", "apply", "--name-zh", "新厂", "--name-en", "New Works", "--type", "factory", "--country", "CN", "--json");
        var stillTrying = await node.As(null, "data", "get", data, "--purpose", "trying", "--out", Path.Combine(node.Folder, "copy"));
        var twice = await node.As(null, "members", "apply", "--name-zh", "新厂", "--name-en", "New Works", "--type", "factory", "--country", "CN");
        Assert.Contains("members.application.exists", twice.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await node.AsOperator("inbox")).Code);
        var waiting = await node.As(null, "me");
        await node.AsOperator("members", "admit", applied.Text("id"));

        // The sign-in is the one it was: roles act on the next request.
        var me = await node.As(null, "me", "--json");
        var published = await node.As(null, "assets", "publish", "--kind", "dataset", "--title", "mine", "--policy", "open");

        Assert.Equal("applied", applied.Text("state"));
        Assert.Contains("1 of 50 today", waiting.Out, StringComparison.Ordinal);
        Assert.Contains("an operator decides", waiting.Out, StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, me.Json.GetProperty("trial").ValueKind);
        Assert.Contains(Directory.GetFiles(Path.Combine(node.Folder, "outbox")).Select(File.ReadAllText), l => l.Contains("To: new@example.org", StringComparison.Ordinal) && l.Contains("New Works is admitted", StringComparison.Ordinal));
        Assert.Equal(0, stillTrying.Code);
        Assert.Equal(applied.Text("id"), me.Text("member"));
        Assert.Equal("member-admin", me.Json.GetProperty("roles")[0].GetString());
        Assert.Equal(0, published.Code);
    }

    private static async Task<(string Data, string Pool, string Devices)> Offers(CliNode node)
    {
        var (_, factory) = await node.Admit("工厂", "factory");
        var (_, cloud) = await node.Admit("云", "cloud-provider");
        var table = Path.Combine(node.Folder, "meters.csv");
        await File.WriteAllTextAsync(table, "time,usage_kwh,co2_t\n2025-01-01T00:00:00Z,20,0.01\n2025-01-01T00:15:00Z,22,0.02\n");
        var data = (await node.As(factory, "assets", "publish", "--kind", "dataset", "--title", "电表 meters", "--policy", "trial", "--file", table, "--json")).Text("id");
        var devices = (await node.As(cloud, "assets", "publish", "--kind", "compute-pool", "--title", "pool", "--policy", "trial-compute", "--json")).Text("id");
        var pool = (await node.As(cloud, "pools", "register", "--asset", devices, "--devices", "2", "--model", "cores", "--json")).Text("id");
        return (data, pool, devices);
    }

    /// <summary>Sign-up, letter, password, browser.</summary>
    private static async Task SignUp(CliNode node, string email)
    {
        Assert.Equal(0, (await node.As(null, "account", "sign-up", email)).Code);
        var letter = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(node.Folder, "outbox"))));
        var ticket = letter.Split('#')[1].Split('\n')[0].Trim();
        Assert.Equal(0, (await node.Run(["account", "sign-up-complete", ticket, "--name", "New"], secret: CliNode.Password)).Code);
        Assert.Equal(0, (await node.Run(["login"], browser: node.Browser(email))).Code);
    }

    private static async Task Conclude(CliNode node, string asset)
    {
        var agreement = await node.As(null, "agree", asset, "--json");
        Assert.Equal("agreed", agreement.Text("state"));
        Assert.Equal("signed", (await node.As(null, "agreements", "sign", agreement.Text("id"), "--json")).Text("state"));
    }
}
