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
        ["energy-report"] = "4d537a90cb00b0a404dae7bc984d5ff54f4925653a39ba444430ce2f70502fea",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>How a bundled job, and any job that is only a script, is started.</summary>
    public static IReadOnlyList<string> Command { get; } = ["/bin/sh", "/in/" + InputNames.Script];

    /// <summary>Whether this very script, started this very way, is one of ours.</summary>
    /// <param name="command">Program and arguments.</param>
    /// <param name="script">The script; null when none.</param>
    public static bool IsPinned(IReadOnlyList<string> command, string? script) =>
        script is not null && command.SequenceEqual(Command, StringComparer.Ordinal) && Pins.Values.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(script))), StringComparer.Ordinal);
}
