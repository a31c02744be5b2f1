namespace KeyEcosystem.Compute.Core.Pooling;

/// <summary>A workload's number in the pool: the order in which the pool heard of it, which also breaks every tie.</summary>
/// <param name="Number">The number; a driver maps its own ids to it.</param>
public readonly record struct WorkloadId(long Number) : IComparable<WorkloadId>
{
    /// <inheritdoc/>
    public int CompareTo(WorkloadId other) => Number.CompareTo(other.Number);

    /// <summary>Whether one came before the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(WorkloadId left, WorkloadId right) => left.Number < right.Number;

    /// <summary>Whether one came after the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(WorkloadId left, WorkloadId right) => left.Number > right.Number;

    /// <summary>Whether one did not come after the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(WorkloadId left, WorkloadId right) => left.Number <= right.Number;

    /// <summary>Whether one did not come before the other.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(WorkloadId left, WorkloadId right) => left.Number >= right.Number;
}
