namespace KeyEcosystem.Contracts.Compute;

/// <summary>Something on record that can have made a job later than alone.</summary>
/// <param name="Code">lost: a run was lost with its cluster; given-back: devices went back before it had ended; few-open: its pool had fewer devices open than it needs; node-down: the node itself was not there; waited-away: another's cluster had given it devices and did not begin it; handed-on: the run before it on its devices had ended, and its results were still on their way; taking: from when it was sent until it was given devices; start-up: from when it was given devices until its cluster began it.</param>
/// <param name="From">Since when; null where the record is of no length.</param>
/// <param name="To">Until when.</param>
public sealed record PoolCauseView(string Code, DateTimeOffset? From, DateTimeOffset? To);
