using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>Device time of jobs that another member sent to the pool itself: they stand in its own queue, and that member pays for them.</summary>
/// <param name="Member">Whose jobs they are.</param>
/// <param name="Ms">Device time that they held here.</param>
/// <param name="Runs">How many runs.</param>
public sealed record PoolBalanceDirect(MemberId Member, long Ms, int Runs);
