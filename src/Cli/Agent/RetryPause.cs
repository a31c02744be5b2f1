namespace KeyEcosystem.Cli.Agent;

/// <summary>How long to wait before something is tried again: twice as long each time, up to a bound.</summary>
internal sealed class RetryPause(TimeSpan first, TimeSpan most)
{
    private TimeSpan next = first;

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var now = next;
        next = next * 2 < most ? next * 2 : most;
        return now;
    }

    /// <summary>For files on their way between an agent and its node.</summary>
    public static RetryPause OfFiles() => new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));
}
