using System.Runtime.Versioning;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>What people read of runs at an attached cluster that wait, or do not begin.</summary>
[SupportedOSPlatform("linux")]
public sealed class ClusterWaitTests
{
    [Fact]
    public async Task Why_a_cluster_lets_a_job_wait_is_asked_again_while_it_does_not_say()
    {
        await using var at = await AttachedNode.Start(cluster => new LateWord(cluster));
        await at.Node.As(at.Owner, "pools", "change", at.Pool, "--cohort", "alliance");
        await at.Submit("sleep 30", "--cpus", "16");
        var waits = await at.Submit("true", "--cpus", "16");

        await at.Until(async () => (await at.Node.As(at.Owner, "jobs", "show", waits)).Out.Contains("(Resources) [compute.wait.at-cluster]", StringComparison.Ordinal));

        Assert.Contains("(Resources)", (await at.Node.As(at.Owner, "cohorts", "show", "alliance")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_does_not_run_is_explained_by_what_its_engine_wrote_last()
    {
        await using var at = await AttachedNode.Start();

        var job = await at.Ended(await at.Submit("true", "--image", "registry.invalid/none:1"));

        Assert.Equal("setup.failed", job.GetProperty("outcome").GetString());
        var statement = job.GetProperty("statement").GetString()!;
        Assert.Contains("The image could not be run: ", statement, StringComparison.Ordinal);
        Assert.Contains("容器镜像未能运行：", statement, StringComparison.Ordinal);
        Assert.DoesNotContain("setup.failed", statement, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pool_says_in_both_languages_what_a_run_may_have_and_how_its_agent_is_started()
    {
        await using var at = await AttachedNode.Start();
        var asset = (await at.Node.As(at.Owner, "assets", "publish", "--kind", "compute-pool", "--title", "other", "--policy", "compute", "--price", "0", "--place", "CN", "--json")).Text("id");

        var attached = (await at.Node.As(at.Owner, "pools", "show", at.Pool)).Out;
        var silent = (await at.Node.As(at.Owner, "pools", "register", "--asset", asset, "--backend", "agent", "--devices", "2", "--model", "cores")).Out;

        Assert.Contains("on one machine 4 devices, ", attached, StringComparison.Ordinal);
        Assert.Contains("4 (0 busy 占用; 0 jobs waiting · 0 个作业等待)", attached, StringComparison.Ordinal);
        Assert.Contains("keyeco keys make --name cluster --role agent; ", silent, StringComparison.Ordinal);
        Assert.All(at.Words, w => Assert.Contains(w, c => c >= '\u4e00'));
    }

    [Fact]
    public async Task A_refusal_has_its_figures_and_states_in_both_languages()
    {
        await using var at = await AttachedNode.Start();

        var script = Path.Combine(at.Node.Folder, "job.sh");
        await File.WriteAllTextAsync(script, "true");
        var refused = await at.Node.As(at.Owner, "jobs", "submit", "--pool", at.Pool, "--script", script, "--purpose", "research", "--gpus", "9");
        var job = await at.Submit("true");
        await at.Ended(job);
        var late = await at.Node.As(at.Owner, "jobs", "cancel", job);

        Assert.Contains("作业要求 9 台设备，最多可得 4 台", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--gpus", refused.Error, StringComparison.Ordinal);
        Assert.Contains("作业处于“已成功”，不能撤回", late.Error, StringComparison.Ordinal);
    }
}
