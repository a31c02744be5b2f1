using System.CommandLine;
using KeyEcosystem.Compute.Backends;
using KeyEcosystem.Contracts.Compute;

namespace KeyEcosystem.Cli.Agent;

/// <summary>How the cluster is reached, and how an order is put to it.</summary>
internal static class ClusterOptions
{
    private static readonly Option<int?> Devices = Verb.NumberOption("--devices", "local: devices that are counted; the processors without it. local 后端：设备数，默认为处理器数。");

    public static IReadOnlyList<Symbol> All { get; } = [Devices];

    /// <summary>The cluster, and how it is asked for a run in its folder.</summary>
    public static (IClusterBackend Cluster, Func<RunOrder, string, BackendSubmission> SubmissionOf) Open(ParseResult parsed, string backend, string state, Shell shell) =>
        throw new UsageException($"--backend: \"{backend}\" is no back-end; there are local and slurm. --backend：可选 local、slurm。");
}
