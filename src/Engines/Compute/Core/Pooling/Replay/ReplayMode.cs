namespace KeyEcosystem.Compute.Core.Pooling.Replay;

/// <summary>How the owners of a trace share.</summary>
public enum ReplayMode
{
    /// <summary>Every owner alone, strict first come, first served.</summary>
    IsolatedFifo,

    /// <summary>One queue, strict first come, first served.</summary>
    PooledFifo,

    /// <summary>Every owner alone, EASY backfill with known run times.</summary>
    IsolatedEasy,

    /// <summary>One queue, EASY backfill with known run times.</summary>
    PooledEasy,

    /// <summary>One pool, run times known, the least device time left first, nothing promised: what no scheduler of the pool reaches.</summary>
    PooledSrpt,

    /// <summary>Lent at once, given back at the entitled moment.</summary>
    Entitlement,
}
