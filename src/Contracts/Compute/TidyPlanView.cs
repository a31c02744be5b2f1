using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>How a pool's shared devices could be emptied by moving few jobs. Nothing is moved before the plan is approved.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Plan">Names the plan: who approves it names it, and it is carried out only while it is still the same.</param>
/// <param name="Moves">Jobs that would move: each gets notice, saves its work, and goes on at the other device.</param>
/// <param name="DevicesFreed">Whole devices that would be free.</param>
/// <param name="DevicesShared">Devices that are shared now.</param>
/// <param name="Pinned">Shared devices with a job that saves nothing: it would lose its work, so it is not moved.</param>
/// <param name="Approved">Whether the plan is being carried out.</param>
public sealed record TidyPlanView(PoolId Pool, string Plan, IReadOnlyList<TidyMoveView> Moves, int DevicesFreed, int DevicesShared, int Pinned, bool Approved);
