using KeyEcosystem.Kernel;

namespace KeyEcosystem.Contracts.Members;

/// <summary>The neighbourhood of a member.</summary>
/// <param name="Center">Around whom.</param>
/// <param name="Members">Who is in it, the nearest first.</param>
/// <param name="Relations">Every relation among them.</param>
/// <param name="Truncated">Whether there are more than one answer holds.</param>
public sealed record NetworkView(MemberId Center, IReadOnlyList<NetworkMemberView> Members, IReadOnlyList<RelationView> Relations, bool Truncated);
