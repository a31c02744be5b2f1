namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>The binding limits a waiting workload can name.</summary>
public static class WaitReasons
{
    /// <summary>An admission check has not answered.</summary>
    public const string CheckPending = "compute.wait.check-pending";

    /// <summary>No cluster that law, data and flavor allow is ever large enough.</summary>
    public const string NoCluster = "compute.wait.no-cluster";

    /// <summary>The owner holds as many devices as its borrowing limit allows.</summary>
    public const string BorrowingLimit = "compute.wait.borrowing-limit";

    /// <summary>The idle devices are kept back by their owners' lending limits.</summary>
    public const string LendingLimit = "compute.wait.lending-limit";

    /// <summary>Its own devices are busy, and those that are idle elsewhere come with fewer processors or less memory than it asks for.</summary>
    public const string FewWithDevices = "compute.wait.few-with-devices";

    /// <summary>All devices are busy, and the owner's own turn has not come.</summary>
    public const string DevicesBusy = "compute.wait.devices-busy";

    /// <summary>There are devices for it, and their owner wants them before it would be done.</summary>
    public const string BeforeQuietHours = PoolQueue.BeforeQuietHours;

    /// <summary>Devices are being taken back for it.</summary>
    public const string Reclaiming = "compute.wait.reclaiming";

    /// <summary>Its turn has come, but the pool is smaller than its owners' quotas and others are further behind.</summary>
    public const string PoolShort = "compute.wait.pool-short";
}
