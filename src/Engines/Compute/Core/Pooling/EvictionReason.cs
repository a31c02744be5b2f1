namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>Why a workload must give its devices back.</summary>
public enum EvictionReason
{
    /// <summary>Lent devices go back to an owner at its entitled moment.</summary>
    Reclaimed,

    /// <summary>A workload whose owner has waited longer than alone takes the place of one whose owner has waited less.</summary>
    Preempted,

    /// <summary>It ran with a part of its gang, and its owner counts on the whole of it now: it begins anew with all.</summary>
    Grown,

    /// <summary>The devices are gone: quiet hours, outage, opt-out.</summary>
    CapacityLost,

    /// <summary>An admission check that had been ready no longer is.</summary>
    CheckFailed,
}
