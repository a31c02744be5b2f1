namespace KeyEcosystem.Kernel;

/// <summary>An expected no, said as data.</summary>
/// <param name="Code">Stable, lower-case, dotted, e.g. <c>compute.quota.exceeded</c>.</param>
/// <param name="Title">What happened, in few words.</param>
/// <param name="Detail">Which thing, and what to do.</param>
/// <param name="Facts">Named values a program can act on.</param>
public sealed record Refusal(string Code, string Title, string Detail, IReadOnlyDictionary<string, string>? Facts = null);
