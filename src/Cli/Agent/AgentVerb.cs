using System.CommandLine;
using KeyEcosystem.Kernel;

namespace KeyEcosystem.Cli.Agent;

/// <summary><c>keyeco agent</c>: attaches a cluster to a node by outbound calls only.</summary>
internal static class AgentVerb
{
    private static readonly Option<Uri?> Node = Verb.AddressOption("--node", "The node's address; --url does the same. 节点地址，与 --url 相同。");
    private static readonly Option<string?> Token = new("--token") { Description = "A key of the role agent (keyeco keys make --name cluster --role agent); KEYECO_KEY without it, so that it is in no list of processes. 角色为 agent 的密钥；省略时读取 KEYECO_KEY。" };
    private static readonly Option<PoolId?> Pool = Verb.IdOption<PoolId>("--pool", "The pool that this cluster is behind. 该集群所属的算力池。", required: true);
    private static readonly Option<string> Backend = new("--backend") { Description = "local: processes of this machine; slurm: a Slurm cluster by its REST service. 后端：local 或 slurm。", DefaultValueFactory = _ => "local" };
    private static readonly Option<DirectoryInfo?> State = new("--state") { Description = "Folder of the agent's memory and of the runs; machines of the cluster see it under the same path. Without it one of yours for this pool, the same at each start. 代理的状态目录，集群各节点须能以同一路径访问；省略时为本用户下该算力池专用的目录，每次启动相同。" };
    private static readonly Option<bool> TakeOver = new("--take-over") { Description = "Takes the pool over from an agent whose --state folder is gone: what runs there is lost and started again. 接替状态目录已不存在的代理：其运行中的作业视为丢失并重新开始。" };
    private static readonly Option<DirectoryInfo[]> Binds = new("--bind") { Description = "Folders of the cluster that jobs may read besides the system's, e.g. of shared software. 作业可读的其他目录。", AllowMultipleArgumentsPerToken = true };

    public static Command Build()
    {
        var verb = Verb.Group(
            "agent",
            "Attaches a cluster to a node: calls from here only, no port is opened. Ctrl+C ends the agent, not the runs. 将集群接入节点：仅由此处发起连接，不开放端口；Ctrl+C 结束代理，不结束作业。",
            [Node, Token, Pool, Backend, State, TakeOver, Binds, Connection.Url, .. ClusterOptions.All]);
        verb.SetAction((parsed, stop) => Connection.Run(parsed, () => Serve(parsed, stop)));
        return verb;
    }

    private static async Task<int> Serve(ParseResult parsed, CancellationToken stop)
    {
        var shell = Shell.Of(parsed);
        var key = parsed.GetValue(Token) ?? shell.Variable("KEYECO_KEY");
        if (string.IsNullOrWhiteSpace(key))
        {
            throw new UsageException("--token: give a key of the role agent, or set KEYECO_KEY; 'keyeco keys make --name cluster --role agent' makes one. --token：请给出角色为 agent 的密钥，或设置 KEYECO_KEY。");
        }

        var pool = parsed.GetValue(Pool)!.Value;
        var state = parsed.GetValue(State)?.FullName ?? Usual(shell, pool);
        Directory.CreateDirectory(state);
        using var alone = Alone(state);
        var folders = new RunFolder(state);
        if (folders.Of(pool) is var remembered && remembered != pool)
        {
            throw new UsageException($"--state: \"{state}\" is the memory of an agent of the pool {remembered}; give another folder, or leave it out. --state：该目录属于算力池 {remembered} 的代理，请另选目录或省略。");
        }

        var error = parsed.InvocationConfiguration.Error;
        error.WriteLine($"State folder: {state} 状态目录");
        var cluster = ClusterOptions.Open(parsed, parsed.GetValue(Backend)!, state, shell);
        var address = parsed.GetValue(Node) ?? Connection.Address(parsed);
        var agent = new ClusterAgent(Connection.With(address.AbsoluteUri, key.Trim()), pool, cluster, folders, [.. (parsed.GetValue(Binds) ?? []).Select(b => b.ToString())], shell.Clock, words => error.WriteLine($"{shell.Clock.GetLocalNow():HH:mm:ss} {words}")) { TakesOver = parsed.GetValue(TakeOver) };
        try
        {
            await agent.Serve(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to end, by Ctrl+C or SIGTERM; whether that interrupts a call or comes between two.
        }

        if (stop.IsCancellationRequested)
        {
            error.WriteLine($"The agent ends; runs go on, and the next agent with the state folder {state} takes them up. 代理结束，作业继续运行；以状态目录 {state} 再次启动的代理将接续。");
        }

        return ExitCode.Done;
    }

    /// <summary>By the pool alone, so that the same line finds its runs from whatever folder it is started, and whatever the node's address is by then.</summary>
    internal static string Usual(Shell shell, PoolId pool) => Path.Combine(Path.GetFullPath(shell.KeptFolder), "agents", pool.ToString());

    /// <summary>Two agents in one folder would each take the other's runs for their own.</summary>
    private static FileStream Alone(string state)
    {
        try
        {
            return new FileStream(Path.Combine(state, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new UsageException($"--state: another agent runs in \"{state}\". --state：该目录已有代理在运行。");
        }
    }
}
