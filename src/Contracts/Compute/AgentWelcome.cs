using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Compute;

/// <summary>The answer to a new session.</summary>
/// <param name="Pool">The pool.</param>
/// <param name="Title">Its name.</param>
/// <param name="Epoch">Number of the session; every later call carries it in <c>Keyeco-Epoch</c>, and one with an older number is refused.</param>
/// <param name="LeaseSeconds">After this long without a call the node takes the runs for lost.</param>
/// <param name="Held">Runs that the node knows here. What the cluster has of ours beside them is to be ended.</param>
public sealed record AgentWelcome(PoolId Pool, string Title, long Epoch, int LeaseSeconds, IReadOnlyList<RunName> Held);
