namespace KeyEcosystem.Compute.Core.Airlock;

/// <summary>The coarse time of a sealed run: what it is metered and told by, so that its duration says little of the data.</summary>
public static class SealedTime
{
    /// <summary>When a run that is over ends for everybody: the first whole grain after its start that is not before its end.</summary>
    /// <param name="started">When it began.</param>
    /// <param name="over">When it was over.</param>
    /// <param name="grain">The grain.</param>
    public static DateTimeOffset EndOf(DateTimeOffset started, DateTimeOffset over, TimeSpan grain)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(grain, TimeSpan.Zero);
        var held = Math.Max(0, (over - started).Ticks);
        return started + TimeSpan.FromTicks(Math.Max(1, (held + grain.Ticks - 1) / grain.Ticks) * grain.Ticks);
    }
}
