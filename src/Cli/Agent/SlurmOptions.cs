using System.CommandLine;
using KeyEcosystem.Compute.Backends;

namespace KeyEcosystem.Cli.Agent;

/// <summary>How a Slurm cluster is reached.</summary>
internal static class SlurmOptions
{
    private static readonly Option<Uri?> Url = Verb.AddressOption("--slurm-url", "slurm: address of slurmrestd. slurmrestd 地址。");

    public static IReadOnlyList<Symbol> All { get; } = [Url];

    public static IClusterBackend Open(ParseResult parsed, TimeProvider clock) => throw new UsageException("--backend: slurm is not there yet.");
}
