using KeyEcosystem.Kernel;

namespace KeyEcosystem.Platform.Gate;

/// <summary>Says what a member on trial has used today.</summary>
public sealed class TrialDays
{
    private readonly TrialCaps caps;
    private readonly TimeProvider clock;

    internal TrialDays(TrialCaps caps, TimeProvider clock)
    {
        this.caps = caps;
        this.clock = clock;
    }

    /// <summary>The member's day, which may have no use yet.</summary>
    /// <param name="member">A member on trial.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<(TrialDayRow Day, DateTimeOffset Ends)> Today(MemberId member, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        return (await caps.Day(member, at, stop), new DateTimeOffset(at.UtcDateTime.Date.AddDays(1), TimeSpan.Zero));
    }
}
