namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>What one step decided.</summary>
/// <param name="Decisions">What to do, in order.</param>
/// <param name="Ended">What ended in this step, compared with its owner alone; cancelled workloads and those that would never run alone are compared with nothing.</param>
/// <param name="Shadows">Workloads that stand otherwise than before if their owner were alone; what is not in their records and has to be kept for <see cref="PoolScheduler.Restore"/>.</param>
/// <param name="Owners">The owners of these.</param>
/// <param name="NextWakeAtMs">When to ask again even if nothing happens; null: not before the next event.</param>
public sealed record StepResult(IReadOnlyList<PoolDecision> Decisions, IReadOnlyList<AloneComparison> Ended, IReadOnlyList<WorkloadRow> Shadows, IReadOnlyList<OwnerRow> Owners, long? NextWakeAtMs);
