namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>An owner as a row.</summary>
/// <param name="Queue">Its queue.</param>
/// <param name="FreeAlone">Its own devices that would be free if it were alone, with the moment since when.</param>
/// <param name="GoneAlone">Devices that it no longer has but would still be using alone.</param>
/// <param name="LastStartAloneMs">The last start if it were alone.</param>
/// <param name="Use">Decayed mean of what it holds.</param>
/// <param name="WaitedAlone">Decayed waits alone, milliseconds.</param>
/// <param name="WaitedHere">Decayed waits in the pool, milliseconds.</param>
/// <param name="AtMs">The moment of these.</param>
public sealed record OwnerRow(ClusterQueue Queue, IReadOnlyList<(long AtMs, int Devices)> FreeAlone, int GoneAlone, long LastStartAloneMs, ResourceUse Use, double WaitedAlone, double WaitedHere, long AtMs);
