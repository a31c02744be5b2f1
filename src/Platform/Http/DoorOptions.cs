namespace KeyEcosystem.Platform.Http;

/// <summary>Limits of every door. A request over a limit is answered 413, 429 or 408 with a problem.</summary>
public sealed record DoorOptions
{
    /// <summary>Most bytes of a body, 1,024 to 30,000,000; an endpoint that takes files sets its own.</summary>
    public int BodyBytesMax { get; init; } = 1_048_576;

    /// <summary>Deepest nesting of a JSON body, 8 to 64.</summary>
    public int JsonDepthMax { get; init; } = 32;

    /// <summary>Most bytes of all headers of a request, 4,096 to 131,072.</summary>
    public int HeaderBytesMax { get; init; } = 32_768;

    /// <summary>Requests that one credential may make in a minute, 1 to 100,000,000.</summary>
    public int CredentialPerMinuteMax { get; init; } = 120_000;

    /// <summary>Requests that one address may make in a minute without a valid credential, 1 to 100,000,000.</summary>
    public int AddressPerMinuteMax { get; init; } = 6_000;

    /// <summary>Expensive calls (exports) that the node answers at once, 1 to 100; more are told to come back.</summary>
    public int ExpensiveAtOnceMax { get; init; } = 4;

    /// <summary>Open connections, 10 to 100,000.</summary>
    public int ConnectionsMax { get; init; } = 10_000;

    /// <summary>How long a body may stay under <see cref="BodyBytesPerSecondMin"/>, 2 to 60 seconds.</summary>
    public TimeSpan BodyGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Slowest body that is waited for, 1 to 1,000,000 bytes a second.</summary>
    public int BodyBytesPerSecondMin { get; init; } = 240;

    /// <summary>How long the headers of a request may take, 1 to 120 seconds.</summary>
    public TimeSpan HeaderWait { get; init; } = TimeSpan.FromSeconds(15);

    /// <exception cref="InvalidOperationException">A value is out of its range.</exception>
    internal DoorOptions Checked()
    {
        Within(nameof(BodyBytesMax), BodyBytesMax, 1_024, 30_000_000);
        Within(nameof(JsonDepthMax), JsonDepthMax, 8, 64);
        Within(nameof(HeaderBytesMax), HeaderBytesMax, 4_096, 131_072);
        Within(nameof(CredentialPerMinuteMax), CredentialPerMinuteMax, 1, 100_000_000);
        Within(nameof(AddressPerMinuteMax), AddressPerMinuteMax, 1, 100_000_000);
        Within(nameof(ExpensiveAtOnceMax), ExpensiveAtOnceMax, 1, 100);
        Within(nameof(ConnectionsMax), ConnectionsMax, 10, 100_000);
        Within(nameof(BodyGrace), BodyGrace.TotalSeconds, 2, 60);
        Within(nameof(BodyBytesPerSecondMin), BodyBytesPerSecondMin, 1, 1_000_000);
        Within(nameof(HeaderWait), HeaderWait.TotalSeconds, 1, 120);
        return this;
    }

    private static void Within(string name, double value, double least, double most)
    {
        if (value < least || value > most)
        {
            throw new InvalidOperationException($"{name} must be {least:n0} to {most:n0}; it was {value:n0}.");
        }
    }
}
