using System.Text.Json;

namespace KeyEcosystem.Compute.Backends.Slurm;

/// <summary>A node as slurmctld lists it.</summary>
internal static class SlurmNode
{
    private static readonly string[] Well = ["idle", "mixed", "allocated", "allocated+", "completing"];
    private static readonly string[] Ill = ["DRAIN", "NOT_RESPONDING", "FAIL", "MAINTENANCE", "REBOOT", "POWERED_DOWN", "POWERING_DOWN"];

    /// <summary>Reads a node.</summary>
    /// <param name="node">Slurm's JSON.</param>
    public static ClusterNode Read(JsonElement node)
    {
        var state = node.GetProperty("state").GetString() ?? "unknown";
        List<string> flags = node.TryGetProperty("state_flags", out var listed) && listed.ValueKind == JsonValueKind.Array ? [.. listed.EnumerateArray().Select(f => f.GetString() ?? "")] : [];
        var used = SlurmNames.Devices(Text(node, "gres_used")).GroupBy(d => d.Flavor, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(d => d.Count), StringComparer.Ordinal);
        List<NodeDevices> devices = [.. SlurmNames.Devices(Text(node, "gres")).GroupBy(d => d.Flavor, StringComparer.Ordinal).Select(g => new NodeDevices(g.Key, g.Sum(d => d.Count), used.GetValueOrDefault(g.Key)))];
        return new ClusterNode(
            Text(node, "name"), Well.Contains(state) && !flags.Any(Ill.Contains), string.Join('+', flags.Prepend(state)),
            (int)Number(node, "cpus"), (int)Number(node, "alloc_cpus"), Number(node, "real_memory"), Number(node, "alloc_memory"), devices);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static long Number(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : 0;
}
