using KeyEcosystem.Kernel;
using KeyEcosystem.Kernel.Contracts;
using KeyEcosystem.Platform.Gate;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Dataspace.Store;

/// <summary>
/// Whether the bytes of a download may go on to flow: what permitted it is asked again before the next bytes go out when an agreement, a transfer process, a connector or the member has changed,
/// and from time to time for what ends by the clock.
/// </summary>
internal sealed class DataFlow(IGate gate, IMemberAnswer members, RowStamps stamps, TimeProvider clock, UseId use, MemberId consumer, Func<ValueTask<bool>>? open)
{
    private static readonly TimeSpan ClockEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Where much else changes, changes are not looked at more often than this.</summary>
    private static readonly TimeSpan ChangeEvery = TimeSpan.FromMilliseconds(10);

    private long stamp = Stamp(stamps);
    private long version = long.MinValue;
    private DateTimeOffset asked = clock.GetUtcNow();

    /// <summary>Whether more may be sent now.</summary>
    /// <param name="stop">Ends the asking.</param>
    public async ValueTask<bool> Goes(CancellationToken stop)
    {
        var since = clock.GetUtcNow() - asked;
        if (since < ChangeEvery)
        {
            return true;
        }

        var (now, member) = (Stamp(stamps), await members.Of(consumer, stop));
        if (now == stamp && version == member?.Version && since < ClockEvery)
        {
            return true;
        }

        (stamp, version, asked) = (now, member?.Version ?? long.MinValue, clock.GetUtcNow());
        // What this change would rely on is not committed: nothing begins here.
        return (open is null || await open()) && (await gate.Confirm(new Change(new Act("content.watched", "node", consumer.Value, [use.ToString()], "done", "{}")), use, stop)).Permitted;
    }

    private static long Stamp(RowStamps stamps) => stamps.Of(typeof(AgreementRow)) + stamps.Of(typeof(ProcessRow)) + stamps.Of(typeof(PeerRow));
}
