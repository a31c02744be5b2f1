using System.Runtime.Versioning;
using KeyEcosystem.Compute;
using Microsoft.Extensions.Options;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>A sealed job at the owner's own cluster, by the agent that people run.</summary>
[SupportedOSPlatform("linux")]
public sealed class SealedRunTests
{
    [Fact]
    public async Task At_the_owners_cluster_nothing_reaches_the_sender_but_what_the_owner_lets_out()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bwrap"), "Needs bubblewrap.");
        await using var at = await AttachedNode.Start();
        var node = at.Node;
        node.Get<IOptions<ComputeOptions>>().Value.SealedGrainSeconds = 1;
        var (_, sender) = await node.Admit("研究院", "institute");
        var (table, script) = (Path.Combine(node.Folder, "meters.csv"), Path.Combine(node.Folder, "sum.sh"));
        await File.WriteAllTextAsync(table, "name,n\n" + string.Concat(Enumerable.Repeat("zqxsecret,1\n", 40)));
        await File.WriteAllTextAsync(script, $$"""
            cat /in/*
            cp /in/* /out/copy.csv; cp /in/* /checkpoint/; cp /in/* /dev/shm/{{Path.GetFileName(node.Folder)}}
            perl -MIO::Socket::INET -e 'print IO::Socket::INET->new(PeerAddr => "{{node.Address.Host}}:{{node.Address.Port}}", Timeout => 2) ? "reached\n" : "unreachable\n"'
            printf 'group,n\na,40\n' > /out/report.csv
            exit 7
            """);
        var data = (await node.As(at.Owner, "assets", "publish", "--kind", "dataset", "--title", "meters", "--policy", "compute", "--file", table, "--json")).Text("id");
        var devices = (await node.As(at.Owner, "pools", "show", at.Pool, "--json")).Text("asset");
        foreach (var asset in new[] { data, devices })
        {
            var agreement = (await node.As(sender, "agree", asset, "--json")).Text("id");
            await node.As(at.Owner, "agreements", "agree", agreement);
            await node.As(at.Owner, "agreements", "sign", agreement);
            await node.As(sender, "agreements", "sign", agreement);
        }

        string[] submit = ["jobs", "submit", script, "--pool", at.Pool, "--data", data, "--purpose", "research", "--seconds", "60", "--json", "--output", "report.csv=csv; group=a|b; n=count"];
        var first = (await node.As(sender, submit)).Text("id");
        await at.Ended(first);
        await File.WriteAllTextAsync(script, (await File.ReadAllTextAsync(script)).Replace("exit 7", "exit 0", StringComparison.Ordinal));
        var second = (await node.As(sender, submit)).Text("id");
        await at.Ended(second);

        foreach (var job in new[] { first, second })
        {
            var seen = (await node.As(sender, "jobs", "show", job, "--json")).Out + (await node.As(sender, "jobs", "logs", job)).Error + (await node.As(sender, "airlock", "list", "--job", job, "--json")).Out;
            Assert.Contains("sealed.ended", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("zqxsecret", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("exit.", seen, StringComparison.Ordinal);
            var log = (await node.As(at.Owner, "jobs", "logs", job)).Out;
            Assert.Contains("zqxsecret", log, StringComparison.Ordinal);
            Assert.Contains("unreachable", log, StringComparison.Ordinal);
        }

        Assert.Contains("copy.csv: 未声明", (await node.As(at.Owner, "jobs", "logs", second)).Out, StringComparison.Ordinal);

        Assert.False(File.Exists(Path.Combine("/dev/shm", Path.GetFileName(node.Folder))));
        Assert.Equal(3, (await node.As(at.Owner, "airlock", "approve", await Entry(first))).Code);
        Assert.Equal("delivered", (await node.As(at.Owner, "airlock", "approve", await Entry(second), "--json")).Text("state"));
        var results = Path.Combine(node.Folder, "results");
        Assert.Equal(0, (await node.As(sender, "jobs", "get", second, "--out", results)).Code);
        Assert.Equal("group,n\na,40\n", await File.ReadAllTextAsync(Path.Combine(results, "report.csv")));

        async Task<string> Entry(string job) => (await node.As(at.Owner, "airlock", "list", "--job", job, "--json")).Json[0].GetProperty("id").GetString()!;
    }
}
