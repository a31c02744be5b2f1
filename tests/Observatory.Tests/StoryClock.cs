namespace KeyEcosystem.Observatory.Tests;

/// <summary>A clock that the test moves.</summary>
internal sealed class StoryClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = Story.Noon;

    public override DateTimeOffset GetUtcNow() => Now;
}
