using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>Device time between a pool and another one.</summary>
/// <param name="Pool">The other pool.</param>
/// <param name="Member">Who owns it.</param>
/// <param name="Title">Its name.</param>
/// <param name="LentMs">Device time that its jobs held here.</param>
/// <param name="BorrowedMs">Device time that jobs of this pool held there.</param>
/// <param name="Runs">Runs either way.</param>
public sealed record PoolBalanceLine(PoolId Pool, MemberId Member, string Title, long LentMs, long BorrowedMs, int Runs);
