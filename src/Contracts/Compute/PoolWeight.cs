namespace KeyEcosystem.Contracts.Compute;

/// <summary>How much of what is lent a pool's queue gets beside the others of its cohort.</summary>
/// <param name="Weight">1 to 10,000; 100 is usual, and 200 gets twice as much where both have jobs that wait.</param>
public sealed record PoolWeight(int Weight);
