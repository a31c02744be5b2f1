namespace KeyEcosystem.Compute.Backends.Simulation;

/// <summary>What a simulated job does once it has its devices.</summary>
/// <param name="Duration">How long it runs by itself.</param>
/// <param name="ExitCode">The code it ends with.</param>
public sealed record SimulatedRun(TimeSpan Duration, int ExitCode)
{
    /// <summary>How long it goes on after it was asked to end; null when it does not heed that at all.</summary>
    public TimeSpan? EndsWithin { get; init; } = TimeSpan.Zero;
}
