using KeyEcosystem.Kernel.Policies;

namespace KeyEcosystem.Dataspace.Core;

/// <summary>A duty that waits for a party.</summary>
/// <param name="Duty">The duty.</param>
/// <param name="State">owed, declared or contested.</param>
/// <param name="Due">From when on it is late; null where it has no due time.</param>
/// <param name="Said">When something was said of it last; null while nothing was.</param>
public sealed record DutyWait(PolicyDuty Duty, string State, DateTimeOffset? Due, DateTimeOffset? Said);
