using CsCheck;
using KeyEcosystem.Compute.Core.Pooling;
using Xunit;

namespace KeyEcosystem.Compute.Tests.Core.Pooling;

public sealed class SharedDevicesTests
{
    [Fact]
    public void A_share_goes_where_it_leaves_the_least_over_and_of_equals_to_the_oldest()
    {
        var devices = Devices((1, 400), (2, 600), (3, 600));

        Assert.Equal(new WorkloadId(2), devices.Fit("q", new DeviceShare(400, 0)));
        Assert.Equal(new WorkloadId(1), devices.Fit("q", new DeviceShare(500, 0)));
        Assert.Null(devices.Fit("q", new DeviceShare(700, 0)));
        Assert.Null(devices.Fit("other queue", new DeviceShare(100, 0)));
    }

    [Fact]
    public void Memory_is_a_limit_of_its_own()
    {
        var devices = new SharedDevices();
        devices.Begin(new WorkloadId(1), "q", 80_000);
        devices.Put(new WorkloadId(1), Guid.NewGuid(), new DeviceShare(100, 60_000));

        Assert.Null(devices.Fit("q", new DeviceShare(100, 20_001)));
        Assert.Equal(new WorkloadId(1), devices.Fit("q", new DeviceShare(100, 20_000)));
    }

    [Fact]
    public void A_device_that_is_given_back_takes_no_more_and_goes_with_its_last_share()
    {
        var devices = new SharedDevices();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        devices.Begin(new WorkloadId(1), "q", 0);
        devices.Put(new WorkloadId(1), first, new DeviceShare(100, 0));
        devices.Put(new WorkloadId(1), second, new DeviceShare(100, 0));
        devices.Let(new WorkloadId(1), takes: false);
        Assert.Null(devices.Fit("q", new DeviceShare(100, 0)));
        devices.Let(new WorkloadId(1), takes: true);

        Assert.Equal((new WorkloadId(1), false), devices.Take(first));
        Assert.Equal([second], devices.HoldersOf(new WorkloadId(1)));
        Assert.Equal((new WorkloadId(1), true), devices.Take(second));
        Assert.Null(devices.Take(second));
        Assert.Empty(devices.Open);
    }

    [Fact]
    public void No_device_is_ever_overfilled_and_none_is_opened_while_one_fits() => Gen.Select(Gen.Int[1, 999], Gen.Int[0, 1000], Gen.Bool, Gen.Int[0, 1000]).Array[1, 200].Sample(steps =>
    {
        const long memory = 1000;
        var devices = new SharedDevices();
        var held = new Dictionary<Guid, (WorkloadId Device, DeviceShare Share)>();
        foreach (var (milli, mib, leaves, which) in steps)
        {
            if (leaves && held.Count > 0)
            {
                var gone = held.Keys.Order().ElementAt(which % held.Count);
                var alone = held.Values.Count(h => h.Device == held[gone].Device) == 1;
                Assert.Equal((held[gone].Device, alone), devices.Take(gone));
                held.Remove(gone);
                continue;
            }

            var share = new DeviceShare(milli, mib);
            var fits = held.Values.GroupBy(h => h.Device).Where(d => d.Sum(h => h.Share.Milli) + milli <= 1000 && d.Sum(h => h.Share.MemoryMib) + mib <= memory).Select(d => d.Key).ToHashSet();
            var chosen = devices.Fit("q", share);
            Assert.Equal(fits.Count > 0, chosen is { } at && fits.Contains(at));
            if (chosen is null)
            {
                chosen = new WorkloadId(held.Count + (1000L * Array.IndexOf(steps, (milli, mib, leaves, which))));
                if (devices.Open.Contains(chosen.Value))
                {
                    return;
                }

                devices.Begin(chosen.Value, "q", memory);
            }

            var id = Guid.NewGuid();
            devices.Put(chosen.Value, id, share);
            held.Add(id, (chosen.Value, share));
        }
    });

    [Fact]
    public void A_plan_empties_whole_devices_with_few_moves_and_changes_nothing()
    {
        var devices = Devices((1, 700), (2, 300), (3, 400));

        var moves = devices.Plan(_ => true, _ => true, 1);

        Assert.Equal((new WorkloadId(2), new WorkloadId(1)), moves.Select(m => (m.From, m.To)).Single());
        Assert.Equal([1, 1, 1], devices.Open.Select(d => devices.HoldersOf(d).Count));
        Assert.Empty(devices.Plan(_ => true, h => h != moves[0].Holder && false, 5));
        Assert.Empty(devices.Plan(d => d.Number != 1, _ => true, 0));
    }

    [Fact]
    public void A_plan_keeps_to_its_bound_fits_and_empties_what_it_touches() => Gen.Select(Gen.Select(Gen.Int[1, 999], Gen.Int[0, 7], Gen.Bool).Array[1, 40], Gen.Int[0, 10]).Sample((shares, movesMax) =>
    {
        var devices = new SharedDevices();
        var held = new Dictionary<Guid, (WorkloadId Device, int Milli, bool Movable)>();
        foreach (var (milli, at, movable) in shares)
        {
            var device = new WorkloadId(at);
            if (held.Values.Where(h => h.Device == device).Sum(h => h.Milli) + milli > 1000)
            {
                continue;
            }

            if (!devices.Open.Contains(device))
            {
                devices.Begin(device, "q", 0);
            }

            var holder = Guid.NewGuid();
            devices.Put(device, holder, new DeviceShare(milli, 0));
            held.Add(holder, (device, milli, movable));
        }

        var moves = devices.Plan(_ => true, h => held[h].Movable, movesMax);

        Assert.True(moves.Count <= movesMax);
        Assert.All(moves, m => Assert.True(held[m.Holder].Movable));
        foreach (var move in moves)
        {
            held[move.Holder] = (move.To, held[move.Holder].Milli, true);
        }

        Assert.All(held.Values.GroupBy(h => h.Device), d => Assert.True(d.Sum(h => h.Milli) <= 1000));
        Assert.All(moves.Select(m => m.From).Distinct(), from => Assert.DoesNotContain(held.Values, h => h.Device == from));
    });

    private static SharedDevices Devices(params (int Device, int Held)[] all)
    {
        var devices = new SharedDevices();
        foreach (var (device, held) in all)
        {
            devices.Begin(new WorkloadId(device), "q", 0);
            devices.Put(new WorkloadId(device), Guid.NewGuid(), new DeviceShare(held, 0));
        }

        return devices;
    }
}
