using KeyEcosystem.Kernel;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>How processes are named in records.</summary>
internal static class ProtocolRecords
{
    private const int ActorMax = 100;

    /// <summary>A peer as an actor: its name may be long.</summary>
    public static string Actor(string name) => name.Length > ActorMax ? name[..ActorMax] : name;

    /// <summary>The id of a process in text form.</summary>
    public static string Subject(Guid process, bool isTransfer) => isTransfer ? new ProcessId(process).ToString() : new NegotiationId(process).ToString();
}
