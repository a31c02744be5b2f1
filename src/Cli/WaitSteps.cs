using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Cli;

/// <summary>What somebody can do about a wait that does not end by itself, as commands.</summary>
internal static class WaitSteps
{
    /// <summary>The next step in both languages; null where time alone helps.</summary>
    public static string? Of(JobView job) => job.Wait switch
    {
        "compute.wait.pool-closed" => $"keyeco pools show {job.Pool} says why; its owner opens it by keyeco pools change {job.Pool} --offered true. {Other(job)} 算力池所有者以 --offered true 重新开放；或撤回后改投其他算力池。",
        "compute.wait.cluster-away" => $"it begins when the agent calls again; for its owner keyeco pools show {job.Pool} prints how to start it. {Other(job)} 代理恢复后开始，启动命令见 keyeco pools show；或撤回后改投其他算力池。",
        "compute.wait.agent-silent" => $"for the owner of the pool keyeco pools show {job.RunsOn ?? job.Pool} prints how to start its agent again. 重新启动代理的命令见 keyeco pools show。",
        "compute.wait.not-kept" => $"it waits for a device of an attached cluster. Or keyeco jobs cancel {job.Id}, and submit it without --saves: then it may begin there now, and loses its work when it must give its devices back. 等待接入集群的设备；或撤回后不带 --saves 重新提交，可立即开始，归还设备时进度不保留。",
        _ => null,
    };

    private static string Other(JobView job) => $"Or keyeco jobs cancel {job.Id}, and submit it to another pool (keyeco pools list).";
}
