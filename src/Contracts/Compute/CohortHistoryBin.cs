namespace KeyEcosystem.Contracts.Compute;

/// <summary>A stretch of a cohort's history. Device time in milliseconds, exact.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
/// <param name="OpenMs">Device time open to jobs.</param>
/// <param name="OwnMs">Held by jobs of the pools' own queues.</param>
/// <param name="LentMs">Held by jobs of each other's queues.</param>
/// <param name="WaitedMs">Asked for by jobs that waited.</param>
/// <param name="IdlePct">Of what was open, held by nobody, 0 to 100; null when nothing was open.</param>
/// <param name="FragmentedPct">Of what was idle, idle where the usual jobs do not fit, 0 to 100; null when nothing was idle.</param>
/// <param name="UtilisationPct">Of the held device time that was measured, the part in which devices computed, 0 to 100; null when nothing was measured. What is measured of a run is spread evenly over it.</param>
public sealed record CohortHistoryBin(DateTimeOffset From, DateTimeOffset To, long OpenMs, long OwnMs, long LentMs, long WaitedMs, double? IdlePct, double? FragmentedPct, double? UtilisationPct);
