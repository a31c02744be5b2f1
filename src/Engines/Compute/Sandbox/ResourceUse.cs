namespace KeyEcosystem.Compute.Sandbox;

/// <summary>What <c>wait4</c> tells of an ended process: processor time of it and of those it waited for.</summary>
internal unsafe struct ResourceUse
{
    public long UserSeconds;
    public long UserMicroseconds;
    public long SystemSeconds;
    public long SystemMicroseconds;
    private fixed long rest[14];

    public readonly TimeSpan Processor => TimeSpan.FromSeconds(UserSeconds + SystemSeconds) + TimeSpan.FromMicroseconds(UserMicroseconds + SystemMicroseconds);
}
