namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>An owner of a trace and what it brings.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Gpus">Its devices.</param>
public sealed record TraceOwner(string Name, int Gpus);
