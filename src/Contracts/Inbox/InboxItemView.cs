namespace KeyEcosystem.Contracts.Inbox;

/// <summary>A decision that waits for the caller.</summary>
/// <param name="Kind">admission, agreement.request, agreement.signature, agreement.duty, negotiation.request, negotiation.offer ...</param>
/// <param name="Subject">Id of the thing.</param>
/// <param name="TitleZh">What is to be decided, in Chinese.</param>
/// <param name="TitleEn">What is to be decided, in English.</param>
/// <param name="Since">Since when it waits.</param>
/// <param name="Deadline">By when it should be decided.</param>
/// <param name="Overdue">Whether that has passed.</param>
/// <param name="DecidedBy">The role that decides: operator, regulator or member-admin.</param>
/// <param name="Link">Path of the thing in the API.</param>
/// <param name="Steps">The steps that decide it; a step is posted to the link and its name.</param>
public sealed record InboxItemView(string Kind, string Subject, string TitleZh, string TitleEn, DateTimeOffset Since, DateTimeOffset Deadline, bool Overdue, string DecidedBy, string Link, IReadOnlyList<string> Steps);
