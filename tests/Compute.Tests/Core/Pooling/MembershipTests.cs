using KeyEcosystem.Compute.Core.Pooling;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

[Trait("Store", "none")]
public sealed class MembershipTests
{
    private static readonly Guid One = new(1, 0, 0, new byte[8]);
    private static readonly Guid Two = new(2, 0, 0, new byte[8]);

    [Fact]
    public void What_was_held_counts_while_its_cluster_was_of_the_cohort()
    {
        var members = new Membership([(One, 100, true), (Two, 100, false), (One, 200, true), (Two, 150, true), (One, 300, false), (Two, 250, false), (Two, 400, true)]);
        var span = new DeviceSpan(One, One, 2, 50, 450, 400, 100);

        Assert.Equal([span with { ToMs = 300, MeasuredMs = 250, BusyMs = 62 }], members.Parts(span, One));
        Assert.Equal([(150, 250), (400, 450)], members.Parts(span, Two).Select(s => ((int)s.FromMs, (int)s.ToMs)));
        Assert.Equal([span with { FromMs = 160, ToMs = 240 }], members.Parts(span with { FromMs = 160, ToMs = 240 }, Two));
        Assert.Empty(members.Parts(span, Guid.Empty));
        Assert.Equal([true, true, false, false, true], new[] { (One, 0), (Two, 249), (Two, 250), (One, 300), (Two, 1000) }.Select(m => members.Holds(m.Item1, m.Item2)));
    }
}
