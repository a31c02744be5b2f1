namespace KeyEcosystem.Contracts.Operations;

/// <summary>One thing that was looked at.</summary>
/// <param name="Name">lane, store, sandbox ...</param>
/// <param name="State">healthy, degraded or unhealthy.</param>
/// <param name="Words">What was found; empty when there is nothing to say.</param>
public sealed record CheckView(string Name, string State, string Words);
