namespace KeyEcosystem.Contracts.Compute;

/// <summary>A cohort: pools that lend idle devices to each other and get them back when they are entitled to them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="At">When this was true.</param>
/// <param name="Pools">Its pools with what is lent and borrowed.</param>
/// <param name="Queue">Jobs that wait, in no order of promise: of others only size and reason are said.</param>
/// <param name="Runs">Jobs that hold devices.</param>
public sealed record CohortView(string Name, DateTimeOffset At, IReadOnlyList<CohortPoolView> Pools, IReadOnlyList<CohortJobView> Queue, IReadOnlyList<CohortJobView> Runs);
