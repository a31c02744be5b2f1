namespace KeyEcosystem.Dataspace.Tests;

/// <summary>A clock that stands, and that lets a test act between two steps of the code it tests.</summary>
internal sealed class TestClock : TimeProvider
{
    private Action? between;

    public DateTimeOffset Now { get; set; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Runs once, the next time somebody looks at the clock.</summary>
    public void Once(Action action) => between = action;

    public override DateTimeOffset GetUtcNow()
    {
        Interlocked.Exchange(ref between, null)?.Invoke();
        return Now;
    }
}
