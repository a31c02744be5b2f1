namespace KeyEcosystem.Compute.Sandbox;

/// <summary>One descriptor to wait for, as <c>poll</c> wants it.</summary>
internal struct PollEntry
{
    public int Descriptor;
    public short Wanted;
    public short Got;
}
