using System.Runtime.Versioning;
using KeyEcosystem.Cli.Agent;
using KeyEcosystem.Kernel;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

[SupportedOSPlatform("linux")]
public sealed class AgentVerbTests(SharedNodes shared)
{
    private const string Pool = "pol_0190000000007000800000000000abcd";

    [Fact]
    public void Without_a_state_folder_it_is_the_same_one_of_the_pool_at_each_start()
    {
        var (one, other) = (Id(Pool), Id("pol_0190000000007000800000000000abce"));
        var shell = new Shell { KeptFolder = Path.Combine(Path.GetTempPath(), "kept"), WorkFolder = "/one" };

        Assert.Equal(AgentVerb.Usual(shell, one), AgentVerb.Usual(new Shell { KeptFolder = shell.KeptFolder, WorkFolder = "/other" }, one));
        Assert.NotEqual(AgentVerb.Usual(shell, one), AgentVerb.Usual(shell, other));
        Assert.True(Path.IsPathFullyQualified(AgentVerb.Usual(new Shell { KeptFolder = "kept" }, one)));
    }

    [Fact]
    public async Task A_state_folder_serves_one_pool()
    {
        await using var node = await shared.Node();
        var state = Path.Combine(node.Folder, "state");
        Directory.CreateDirectory(state);
        Assert.Equal(Id(Pool), new RunFolder(state).Of(Id(Pool)));

        var said = await node.As("kek_any", "agent", "--pool", "pol_0190000000007000800000000000abce", "--state", state);

        Assert.Equal(2, said.Code);
        Assert.Contains($"is the memory of an agent of the pool {Pool}", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("State folder", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cluster_without_devices_is_not_attached()
    {
        await using var node = await shared.Node();

        var said = await node.As("kek_any", "agent", "--pool", Pool, "--devices", "0", "--state", Path.Combine(node.Folder, "none"));

        Assert.Equal(2, said.Code);
        Assert.Contains("--devices: 1 or more", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_the_first_agent_of_a_pool_is_started_is_said_whole()
    {
        await using var node = await shared.Node();
        var (_, owner) = await node.Admit("Agents", "cloud-provider");
        var asset = (await node.As(owner, "assets", "publish", "--kind", "compute-pool", "--title", "cluster", "--policy", "compute", "--price", "0", "--place", "CN", "--json")).Text("id");
        var pool = (await node.As(owner, "pools", "register", "--asset", asset, "--backend", "agent", "--devices", "3", "--model", "cores", "--json")).Text("id");

        var never = await node.As(owner, "pools", "show", pool);

        Assert.Contains($"keyeco agent --node {node.Address} --pool {pool} --backend local --devices 3", never.Out, StringComparison.Ordinal);
        Assert.Contains("has never called 从未连接", never.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_leaves_by_a_change_of_a_pool_is_said_while_jobs_hold_it()
    {
        await using var node = await AttachedNode.Start();
        var job = await node.Submit("sleep 60");
        await node.Until(async () => (await node.Node.As(node.Owner, "jobs", "show", job, "--json")).Text("state") == "running");

        var closed = await node.Node.As(node.Owner, "pools", "change", node.Pool, "--offered", "false");
        var cancelled = await node.Node.As(node.Owner, "jobs", "cancel", job);

        Assert.Contains("1 device is held now 现占用 1 台设备: jobs of its own queue run to their end", closed.Error, StringComparison.Ordinal);
        Assert.Contains("ends within moments where its cluster answers", cancelled.Error, StringComparison.Ordinal);
        Assert.Equal("cancelled", (await node.Ended(job)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_cohort_of_one_is_said_to_be_new_and_why_jobs_wait_stands_in_words_below_their_list()
    {
        await using var node = await AttachedNode.Start();
        await node.Node.As(node.Owner, "pools", "change", node.Pool, "--cohort", "aliance");
        var joined = await node.Node.As(node.Owner, "pools", "change", node.Pool, "--cohort", "aliances");
        var equal = await node.Node.As(node.Owner, "pools", "change", node.Pool, "--quiet", "daily 08:36-08:36 UTC");
        var zone = await node.Node.As(node.Owner, "pools", "change", node.Pool, "--quiet", "daily 08:36-09:36");
        var typo = await node.Node.As(node.Owner, "cohorts", "show", "alances");
        var none = await node.Node.As(node.Owner, "jobs", "list", "--state", "failed");
        var me = await node.Node.As(node.Owner, "me");
        var quiet = await node.Node.As(node.Owner, "jobs", "submit", "--pool", node.Pool, "--bundled", "energy-report", "--purpose", "research", "--json");
        await node.Node.As(node.Owner, "jobs", "cancel", quiet.Text("id"));
        var holds = await node.Submit("sleep 60", "--gpus", "4");
        var waits = await node.Submit("echo later");
        await node.Until(async () => (await node.Node.As(node.Owner, "jobs", "show", waits)).Out.Contains("[compute.wait.devices-busy]", StringComparison.Ordinal));
        var list = await node.Node.As(node.Owner, "jobs", "list");
        await node.Node.As(node.Owner, "jobs", "cancel", waits);
        await node.Node.As(node.Owner, "jobs", "cancel", holds);

        Assert.Contains("The pool has left the cohort \"aliance\" (no pool is left in it)", joined.Error, StringComparison.Ordinal);
        Assert.Contains("New cohort \"aliances\": this pool is alone in it", joined.Error, StringComparison.Ordinal);
        Assert.Contains("times of which the end is another than the beginning", equal.Error, StringComparison.Ordinal);
        Assert.Contains("起止不同的时刻；全天写作 00:00-24:00；收到“08:36-08:36”", equal.Error, StringComparison.Ordinal);
        Assert.Contains("其后写明时区的时段，如 Asia/Shanghai、Europe/Berlin 或 UTC；收到“daily 08:36-09:36”", zone.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean: aliances?", typo.Error, StringComparison.Ordinal);
        Assert.Contains("是否指：aliances？", typo.Error, StringComparison.Ordinal);
        Assert.Contains("No such jobs. 没有这样的作业。", none.Out, StringComparison.Ordinal);
        Assert.Equal((0, ""), (quiet.Code, quiet.Error));
        Assert.Contains("云 (mbr_", me.Out, StringComparison.Ordinal);
        Assert.Contains("devices-busy: the devices are busy 设备正忙", list.Out, StringComparison.Ordinal);
    }

    private static PoolId Id(string text) => PoolId.TryParse(text, null, out var id) ? id : throw new InvalidOperationException(text);
}
