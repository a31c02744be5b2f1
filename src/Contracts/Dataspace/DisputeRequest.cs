using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Dataspace;

/// <summary>A party of an agreement raises a dispute about it.</summary>
/// <param name="Id">Chosen by the sender, so that sending twice is one dispute; null lets the node choose.</param>
/// <param name="Reason">What is wrong and what would put it right, 1 to 1,000 characters; the other party and who rules read it.</param>
public sealed record DisputeRequest(PendingId? Id, string Reason);
