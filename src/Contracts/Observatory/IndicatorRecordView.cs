using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Observatory;

/// <summary>A fact behind a value.</summary>
/// <param name="Evidence">Sequence of its evidence record.</param>
/// <param name="Record">Id of that record; its proof is at <c>/evidence/v1/records/{id}/proof</c>.</param>
/// <param name="Position">Its place in the order of facts.</param>
/// <param name="Topic">What happened.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Subject">The thing concerned.</param>
/// <param name="Part">counted, numerator or denominator.</param>
/// <param name="Fields">The fact.</param>
public sealed record IndicatorRecordView(long Evidence, EvidenceId? Record, long Position, string Topic, DateTimeOffset At, string Subject, string Part, IReadOnlyDictionary<string, string> Fields);
