namespace KeyEcosystem.Kernel.Contracts;

/// <summary>Something that waits for somebody's decision.</summary>
/// <param name="Kind">admission, agreement.request, agreement.signature, agreement.duty, negotiation.request, negotiation.offer ...</param>
/// <param name="Subject">Id of the thing in text form.</param>
/// <param name="Decider">Whose administrators decide; null for the node's operators.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="TitleZh">What is to be decided, in Chinese.</param>
/// <param name="TitleEn">What is to be decided, in English.</param>
/// <param name="Link">Path of the thing in the API.</param>
/// <param name="Steps">The steps that decide it, as the API names them.</param>
public sealed record PendingDecision(string Kind, string Subject, MemberId? Decider, DateTimeOffset Since, string TitleZh, string TitleEn, string Link, IReadOnlyList<string> Steps)
{
    /// <summary>By when, where the thing itself says so; null where that counts from when it began to wait.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Whether regulators may decide it as well as the node's operators.</summary>
    public bool Regulators { get; init; }

    /// <summary>Members whose people may not decide it: nobody rules in a matter of its own.</summary>
    public IReadOnlyList<MemberId> NotBy { get; init; } = [];
}
