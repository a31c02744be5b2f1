namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>How the pool is run.</summary>
/// <param name="Order">In which order idle devices are lent.</param>
/// <param name="Entitlement">Whether owners get their own devices back at the moment they would have had them alone.</param>
/// <param name="HalfLifeMs">After how long past use counts half in the fair share.</param>
public sealed record PoolPolicy(LendingOrder Order = LendingOrder.ShortestExpected, bool Entitlement = true, long HalfLifeMs = PoolPolicy.HalfLifeDefaultMs)
{
    /// <summary>One week: a team's quiet week pays for its busy one.</summary>
    public const long HalfLifeDefaultMs = 7L * 24 * 3600 * 1000;
}
