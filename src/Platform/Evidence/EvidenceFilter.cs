namespace KeyEcosystem.Platform.Evidence;

/// <summary>Which records are listed; what is null selects nothing out.</summary>
/// <param name="Subject">Their main subject, in text form.</param>
/// <param name="Verb">What was done, e.g. <c>agreement.sign</c>.</param>
/// <param name="Since">From this instant on.</param>
/// <param name="Until">Before this instant.</param>
public sealed record EvidenceFilter(string? Subject, string? Verb = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null);
