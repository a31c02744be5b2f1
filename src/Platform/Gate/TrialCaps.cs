using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Policies;
using KeyEcosystem.Platform.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace KeyEcosystem.Platform.Gate;

/// <summary>Caps what members on trial use in a day; what a use takes is counted in the commit that permits it.</summary>
internal sealed class TrialCaps(IDbContextFactory<NodeContext> contexts, IOptions<TrialOptions> options)
{
    private const string Clause = "trial.day";

    /// <summary>The member's day as it stands, or a new one.</summary>
    public async Task<TrialDayRow> Day(MemberId member, DateTimeOffset at, CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        var id = TrialDayRow.IdOf(member, at);
        var caps = options.Value;
        return await db.Set<TrialDayRow>().FirstOrDefaultAsync(d => d.Id == id, stop) ?? new TrialDayRow
        {
            Id = id,
            Member = member.Value,
            Uses = 0,
            UsesMax = caps.UsesPerDayMax,
            Bytes = 0,
            BytesMax = caps.BytesPerDayMax,
            DeviceMs = 0,
            DeviceMsMax = caps.DeviceMsPerDayMax,
        };
    }

    /// <summary>Everything of the day that a use would exceed.</summary>
    public static IReadOnlyList<PolicyReason> Exceeded(TrialDayRow day, GateUse use)
    {
        PolicyReason?[] reasons =
        [
            use.Calls > day.UsesMax - day.Uses ? new PolicyReason("trial.uses.exceeded", Clause, $"{day.Uses} + {use.Calls}", $"{day.UsesMax}") : null,
            use.Bytes > day.BytesMax - day.Bytes ? new PolicyReason("trial.bytes.exceeded", Clause, $"{day.Bytes} + {use.Bytes}", $"{day.BytesMax}") : null,
            use.DeviceMs > day.DeviceMsMax - day.DeviceMs ? new PolicyReason("trial.device-time.exceeded", Clause, $"{day.DeviceMs} + {use.DeviceMs}", $"{day.DeviceMsMax}") : null,
        ];
        return [.. reasons.OfType<PolicyReason>()];
    }

    /// <summary>Counts a use; of two at once that together exceed the day the lane refuses the second.</summary>
    public static void Count(Change change, TrialDayRow day, GateUse use)
    {
        if (day.Version == 0 && !change.Rows.Any(r => r.Row is TrialDayRow begun && begun.Id == day.Id))
        {
            change.Insert(new TrialDayRow
            {
                Id = day.Id,
                Version = 1,
                Member = day.Member,
                Uses = use.Calls,
                UsesMax = day.UsesMax,
                Bytes = use.Bytes,
                BytesMax = day.BytesMax,
                DeviceMs = use.DeviceMs,
                DeviceMsMax = day.DeviceMsMax,
            });
            return;
        }

        change.Add<TrialDayRow>(day.Id, nameof(TrialDayRow.Uses), use.Calls, nameof(TrialDayRow.UsesMax));
        if (use.Bytes > 0)
        {
            change.Add<TrialDayRow>(day.Id, nameof(TrialDayRow.Bytes), use.Bytes, nameof(TrialDayRow.BytesMax));
        }

        if (use.DeviceMs > 0)
        {
            change.Add<TrialDayRow>(day.Id, nameof(TrialDayRow.DeviceMs), use.DeviceMs, nameof(TrialDayRow.DeviceMsMax));
        }
    }

    /// <summary>Gives back what was reserved and not metered, to the day it was taken from.</summary>
    public static void Settle(Change change, UseRow use)
    {
        var metered = change.Rows.Select(r => r.Row).OfType<MeterRow>().Where(m => m.Use == use.Id && m.Kind == "device.ms").Sum(m => m.Quantity);
        if (use.TrialDay is { } day && use.TrialDeviceMs - metered is > 0 and var rest)
        {
            change.Add<TrialDayRow>(day, nameof(TrialDayRow.DeviceMs), -rest);
        }
    }
}
