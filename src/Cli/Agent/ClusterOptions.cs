using System.CommandLine;
using System.Globalization;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Compute.Backends.Local;
using KeyEcosystem.Compute.Backends.Slurm;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Cli.Agent;

/// <summary>How the cluster is reached, and how an order is put to it.</summary>
internal static class ClusterOptions
{
    /// <summary>The script keeps the time to the second; the cluster's own limit, in whole minutes at Slurm, comes later.</summary>
    private static readonly TimeSpan Spare = TimeSpan.FromSeconds(60);

    private static readonly Option<int?> Devices = Verb.NumberOption("--devices", "local: devices that are counted; the processors without it. local 后端：设备数，默认为处理器数。");
    private static readonly Option<string> Flavor = new("--flavor") { Description = "Device type as the cluster names it, e.g. h100; any without it. 集群中的设备类型，默认不限。" };
    private static readonly Option<int?> PerNode = Verb.NumberOption("--devices-per-node", "slurm: jobs of more devices get whole nodes of so many. slurm 后端：每节点设备数，超出者按整节点分配。");
    private static readonly Option<string?> Partition = new("--partition") { Description = "slurm: partition of the jobs; the cluster's default without it. slurm 分区。" };
    private static readonly Option<Uri?> Url = Verb.AddressOption("--slurm-url", "slurm: address of slurmrestd. slurmrestd 地址。");
    private static readonly Option<string?> User = new("--slurm-user") { Description = "slurm: user whose jobs they are; yours without it. slurm 用户，默认当前用户。" };
    private static readonly Option<FileInfo?> TokenFile = new("--slurm-token-file") { Description = "slurm: file with a token (scontrol token), read anew for each call. slurm 令牌文件，每次调用重新读取。" };
    private static readonly Option<FileInfo?> KeyFile = new("--slurm-key-file") { Description = "slurm: the cluster's jwt_hs256.key, to make tokens of; instead of a token file. 用于签发令牌的 jwt_hs256.key。" };
    private static readonly Option<FileInfo?> Completions = new("--slurm-completions") { Description = "slurm: file of jobcomp/filetxt, for the metering of jobs that slurmctld has forgotten. jobcomp/filetxt 文件。" };
    private static readonly Option<bool> PlainHttp = new("--slurm-plain-http") { Description = "slurm: the token may go unencrypted to another machine. 允许以明文发送令牌到其他机器。" };

    public static IReadOnlyList<Symbol> All { get; } = [Devices, Flavor, PerNode, Partition, Url, User, TokenFile, KeyFile, Completions, PlainHttp];

    /// <summary>The cluster, and how it is asked for a run in its folder.</summary>
    public static AttachedCluster Open(ParseResult parsed, string backend, string state, Shell shell)
    {
        var marks = Directory.CreateDirectory(Path.Combine(state, "cluster")).FullName;
        var flavor = parsed.GetValue(Flavor);
        return backend switch
        {
            "local" => new(Local(parsed, marks, flavor ?? "device", shell), (order, folder) => Submission(order, folder, flavor ?? "device", null, null), 0),
            "slurm" => new(Slurm(parsed, marks, shell), (order, folder) => Submission(order, folder, flavor, parsed.GetValue(Partition), parsed.GetValue(PerNode)), parsed.GetValue(PerNode) ?? 0),
            _ => throw new UsageException($"--backend: \"{backend}\" is no back-end; there are local and slurm. --backend：可选 local、slurm。"),
        };
    }

    private static LocalProcesses Local(ParseResult parsed, string marks, string flavor, Shell shell)
    {
        var devices = parsed.GetValue(Devices) ?? Environment.ProcessorCount;
        if (devices == 0)
        {
            throw new UsageException("--devices: 1 or more; a cluster without devices begins no job. To close the pool for a while: keyeco pools change POL --offered false. --devices：至少为 1；如需暂停该算力池：keyeco pools change POL --offered false。");
        }

        return new LocalProcesses(new LocalOptions(marks, Environment.MachineName, [.. Enumerable.Repeat(flavor, devices)], Math.Max(devices, Environment.ProcessorCount), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20) { Cores = Environment.ProcessorCount }, shell.Clock);
    }

    private static SlurmBackend Slurm(ParseResult parsed, string marks, Shell shell)
    {
        var url = parsed.GetValue(Url) ?? throw new UsageException("--slurm-url: give the address of slurmrestd. --slurm-url：请给出 slurmrestd 地址。");
        var user = parsed.GetValue(User) ?? Environment.UserName;
        var credential = (parsed.GetValue(TokenFile), parsed.GetValue(KeyFile)) switch
        {
            ({ } token, null) => SlurmCredential.FromTokenFile(token.FullName),
            (null, { } key) => SlurmCredential.FromKeyFile(key.FullName, user),
            _ => throw new UsageException("--slurm-token-file, --slurm-key-file: give one of the two. 须给出其中之一。"),
        };
        var options = new SlurmOptions(url, user, marks) { CompletionsFile = parsed.GetValue(Completions)?.FullName, CompletionsZone = TimeZoneInfo.Local, PlainHttp = parsed.GetValue(PlainHttp) };
        return new SlurmBackend(options, credential, new HttpClient(), shell.Clock);
    }

    /// <summary>An order in a cluster's words.</summary>
    internal static BackendSubmission Submission(RunOrder order, string folder, string? flavor, string? partition, int? perNode)
    {
        var nodes = perNode is { } most && order.Devices > most ? (order.Devices + most - 1) / most : 1;
        var wall = order.Limits.WallSeconds ?? 600;
        return new BackendSubmission(new BackendKey(order.Job, order.Attempt), ["/bin/sh", Path.Combine(folder, "run.sh")], folder, Path.Combine(folder, "cluster.log"), TimeSpan.FromSeconds(wall) + Spare)
        {
            Nodes = nodes,
            DevicesPerNode = (order.Devices + nodes - 1) / nodes,
            Flavor = flavor,
            SharedDevice = order.Share?.Device,
            CpusPerNode = Math.Max(1, ((order.Limits.Cpus ?? 0) + nodes - 1) / nodes),
            MemoryMibPerNode = order.Limits.MemoryMb,
            Partition = partition,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["KEYECO_WALL_SECONDS"] = wall.ToString(CultureInfo.InvariantCulture) },
        };
    }
}
