using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Evidence;

/// <summary>A record as its member, or who sees all, sees it.</summary>
/// <param name="Id">Record id.</param>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="At">When.</param>
/// <param name="Verb">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record RecordView(EvidenceId Id, long Sequence, DateTimeOffset At, string Verb, string Subject, string Outcome);
