namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>This node's names of processes: <c>urn:uuid:</c> and the UUID.</summary>
internal static class Pids
{
    private const string Prefix = "urn:uuid:";

    /// <summary>The process of a pid; null for what is none of this node's.</summary>
    public static Guid? Read(string pid) => pid.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(pid.AsSpan(Prefix.Length), "D", out var id) ? id : null;
}
