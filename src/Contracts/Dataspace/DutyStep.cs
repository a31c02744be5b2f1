namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>What a party says of a duty.</summary>
/// <param name="Clause">Its place in the terms, e.g. <c>permission[0].duty[1]</c>.</param>
/// <param name="Step">declare (the consumer: it is done), confirm, contest or waive (the provider).</param>
/// <param name="Note">How it was done, or why not; at most 1,000 characters. Needed to contest.</param>
public sealed record DutyStep(string Clause, string Step, string? Note);
