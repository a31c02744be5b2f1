namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>An interval in which a job held its devices.</summary>
/// <param name="Job">Index of the job in <see cref="Trace.Jobs"/>.</param>
/// <param name="StartS">From.</param>
/// <param name="EndS">To.</param>
public readonly record struct RunSegment(int Job, long StartS, long EndS);
