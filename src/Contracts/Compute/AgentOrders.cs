namespace KeyEcosystem.Contracts.Compute;

/// <summary>What an agent is to do. Orders are repeated until the agent says that they are carried out.</summary>
/// <param name="Begin">Runs to begin.</param>
/// <param name="End">Runs to end.</param>
/// <param name="Forget">Runs whose end the node has taken: the agent need not say it again and may clear their files.</param>
public sealed record AgentOrders(IReadOnlyList<RunOrder> Begin, IReadOnlyList<RunStop> End, IReadOnlyList<RunName> Forget);
