using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace KeyEcosystem.Compute.Core;

/// <summary>The jobs that come with the node, each pinned by the SHA-256 of its script. Only they may run without a sandbox.</summary>
public static class BundledJobs
{
    /// <summary>Name and pinned hash.</summary>
    public static IReadOnlyDictionary<string, string> Pins { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["energy-report"] = "0562d650bdc6ef98cdc723c4ede4dfc63bfc0a43919b03cb84fceacc94dc8646",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How a bundled job is started.</summary>
    public static IReadOnlyList<string> Command { get; } = ["/bin/sh", Scripts.Path];

    /// <summary>Whether this very script, started this very way, is one of ours.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="script">The script; null when none.</param>
    public static bool IsPinned(IReadOnlyList<string> command, string? script) =>
        script is not null && command.SequenceEqual(Command, StringComparer.Ordinal) && Pins.Values.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script))), StringComparer.Ordinal);
}
