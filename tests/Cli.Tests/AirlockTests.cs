using KeyEcosystem.Compute;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>Use without seeing by verbs alone.</summary>
public sealed class AirlockTests(SharedNodes shared)
{
    [Fact]
    public async Task Data_is_computed_on_unseen_and_what_its_owner_lets_out_is_fetched()
    {
        await using var node = await shared.Node();
        node.Get<IOptions<ComputeOptions>>().Value.SealedGrainSeconds = 1;
        var (_, owner) = await node.Admit("医院", "factory");
        var (_, sender) = await node.Admit("研究院", "institute");
        var (table, script) = (Path.Combine(node.Folder, "meters.csv"), Path.Combine(node.Folder, "sum.sh"));
        await File.WriteAllTextAsync(table, "shift,kWh\n" + string.Concat(Enumerable.Repeat("day,1.5\nnight,2.5\n", 20)));
        await File.WriteAllTextAsync(script, "cat /in/*\nprintf 'shift,n,kWh\\nday,20,1.5\\n' > /out/report.csv\nprintf '{\"n\":3}' > /out/few.json\n");
        var data = (await node.As(owner, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "compute", "--file", table, "--json")).Text("id");
        var devices = (await node.As(owner, "assets", "publish", "--kind", "compute-pool", "--title", "pool", "--policy", "compute", "--json")).Text("id");
        var pool = (await node.As(owner, "pools", "register", "--asset", devices, "--devices", "2", "--model", "cores", "--json")).Text("id");
        foreach (var asset in new[] { data, devices })
        {
            var agreement = (await node.As(sender, "agree", asset, "--json")).Text("id");
            await node.As(owner, "agreements", "agree", agreement);
            await node.As(owner, "agreements", "sign", agreement);
            await node.As(sender, "agreements", "sign", agreement);
        }

        Assert.Equal(20, (await node.As(owner, "assets", "airlock", data, "--count-min", "20", "--json")).Json.GetProperty("cellCountMin").GetInt32());
        var shown = await node.As(sender, "assets", "show", data);
        Assert.Contains("可用不可见", shown.Out, StringComparison.Ordinal);
        Assert.Contains("20 records", shown.Out, StringComparison.Ordinal);
        string[] submit = ["jobs", "submit", script, "--pool", pool, "--data", data, "--purpose", "research", "--seconds", "20"];
        var wrong = await node.As(sender, [.. submit, "--output", "report.csv"]);
        Assert.Equal((2, true), (wrong.Code, wrong.Error.Contains("--output", StringComparison.Ordinal)));
        var rule = await node.As(sender, [.. submit, "--output", "report.csv=csv; shift=day|night; kWh=number:6.2"]);
        Assert.Equal((3, true), (rule.Code, rule.Error.Contains("计数", StringComparison.Ordinal)));
        var job = await node.As(sender, [.. submit, "--wait", "--json", "--output", "report.csv=csv; shift=day|night; n=count; kWh=number:6.2", "--output", "few.json=json; n=count"]);
        Assert.SkipWhen(job.Error.Contains("compute.sandbox.unavailable", StringComparison.Ordinal), "This machine can build no sandbox.");

        Assert.Equal((0, "sealed.ended"), (job.Code, job.Text("outcome")));
        var log = await node.As(sender, "jobs", "logs", job.Text("id"));
        Assert.Equal((3, true, false), (log.Code, log.Error.Contains("access.logs.sealed", StringComparison.Ordinal), (log.Out + log.Error + job.Out + job.Error).Contains("day,1.5", StringComparison.Ordinal)));
        Assert.Contains("day,1.5", (await node.As(owner, "jobs", "logs", job.Text("id"))).Out, StringComparison.Ordinal);
        var entries = (await node.As(owner, "airlock", "list", "--job", job.Text("id"), "--json")).Json.EnumerateArray().ToDictionary(e => e.GetProperty("form").GetProperty("name").GetString()!, e => e.GetProperty("id").GetString()!, StringComparer.Ordinal);
        Assert.Contains("[count] ", (await node.As(owner, "airlock", "show", entries["few.json"])).Out, StringComparison.Ordinal);
        Assert.Contains("各格记录数合计 20，未超过数据的 40 条。 The cells stand for 20 records together, no more than the 40 records of the data.", (await node.As(owner, "airlock", "show", entries["report.csv"])).Out, StringComparison.Ordinal);
        Assert.DoesNotContain("[count] ", (await node.As(sender, "airlock", "show", entries["few.json"])).Out, StringComparison.Ordinal);
        var held = await node.As(owner, "airlock", "approve", entries["few.json"]);
        Assert.Equal((3, true), (held.Code, held.Error.Contains("至少须 20", StringComparison.Ordinal)));
        Assert.Equal("shift,n,kWh\nday,20,1.50\n", (await node.As(owner, "airlock", "get", entries["report.csv"])).Out);
        Assert.Equal("delivered", (await node.As(owner, "airlock", "approve", entries["report.csv"], "--json")).Text("state"));
        Assert.Equal(2, (await node.As(owner, "airlock", "refuse", entries["few.json"])).Code);
        Assert.Equal("refused", (await node.As(owner, "airlock", "refuse", entries["few.json"], "--reason", "too few", "--json")).Text("state"));

        var results = Path.Combine(node.Folder, "results");
        Assert.Equal(0, (await node.As(sender, "jobs", "get", job.Text("id"), "--out", results)).Code);
        Assert.Equal("shift,n,kWh\nday,20,1.50\n", await File.ReadAllTextAsync(Path.Combine(results, "report.csv")));
    }
}
