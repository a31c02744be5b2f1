namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>Something that the terms of an agreement oblige its consumer to do.</summary>
/// <param name="Clause">Its place in the terms, e.g. <c>permission[0].duty[1]</c> or <c>obligation[0]</c>.</param>
/// <param name="Action">ODRL action that is owed.</param>
/// <param name="First">Whether it is owed before the uses that the permission around it gives.</param>
/// <param name="Due">From when on it is late; null where it has no due time, and before the agreement is in force where that counts from there.</param>
/// <param name="State">owed, declared, contested, confirmed or waived.</param>
/// <param name="Done">Whether it counts as done: confirmed, waived, or declared where the consumer's word is enough.</param>
/// <param name="Overdue">Whether it is late; nothing is used under the agreement then.</param>
/// <param name="Zh">What is owed, in Chinese.</param>
/// <param name="En">What is owed, in English.</param>
/// <param name="At">When its state changed last; null while nothing was said of it.</param>
/// <param name="Note">What was said with its state: by the consumer of what is declared, by the provider of what is contested, confirmed or waived; null where nothing was.</param>
/// <param name="Steps">What the reader's organisation may say now.</param>
public sealed record DutyView(string Clause, string Action, bool First, DateTimeOffset? Due, string State, bool Done, bool Overdue, string Zh, string En, DateTimeOffset? At, string? Note, IReadOnlyList<string> Steps);
