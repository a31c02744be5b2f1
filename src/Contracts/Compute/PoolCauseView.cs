namespace KeyEcosystem.Contracts.Compute;

/// <summary>Something on record that can have made a job later than alone.</summary>
/// <param name="Code">lost: a run was lost with its cluster; given-back: devices went back before it had ended; cluster-preempted: its own cluster took devices for work of its own, as it would have alone; few-open: its pool had fewer devices open than it needs; node-down: the node itself was not there; agent-silent: the node was there again, and the agent of the pool's cluster had not called it yet; waited-away: another's cluster had given it devices and did not begin it; handed-on: the run before it on its devices had ended, and its results were still on their way; taking: from when it was sent until it was given devices. What has from and until when is the part of it that covers time that the job lost.</param>
/// <param name="From">Since when; null where the record is of no length.</param>
/// <param name="To">Until when.</param>
public sealed record PoolCauseView(string Code, DateTimeOffset? From, DateTimeOffset? To);
