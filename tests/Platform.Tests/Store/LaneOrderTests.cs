using KeyEcosystem.Platform.Store;
using Xunit;

namespace KeyEcosystem.Platform.Tests.Store;

/// <summary>Commands that share a commit end as if each had come alone, one after the other: compared with the slow, obvious form.</summary>
public sealed class LaneOrderTests
{
    private const int Rounds = 12;
    private const int Commands = 80;

    [Fact]
    public async Task A_batch_ends_as_its_commands_would_one_after_the_other()
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            await using var node = await TestNode.Start();
            var random = new Random(seed);
            var model = new Dictionary<Guid, Thing>();
            var keys = Enumerable.Range(1, 6).Select(i => new Guid(i, 0, 0, new byte[8])).ToArray();
            var expected = new List<string>();
            var sent = new List<Task<string>>();
            for (var i = 0; i < Commands; i++)
            {
                var rows = Enumerable.Range(0, random.Next(1, 4)).Select(_ => Row(random, keys, model)).ToList();
                expected.Add(Apply(model, rows));
                sent.Add(Code(node.Lane, rows));
            }

            var outcomes = await Task.WhenAll(sent);
            var there = (await node.All<Thing>()).ToDictionary(t => t.Id);

            Assert.True(expected.SequenceEqual(outcomes), $"seed {seed}: {string.Join("; ", expected.Zip(outcomes).Select((o, i) => $"{i} {o.First}/{o.Second}").Where(o => o.Split(' ')[1].Split('/') is var c && c[0] != c[1]))}");
            Assert.Equal(Text(model.Values), Text(there.Values));
            Assert.Contains("state.stale", outcomes);
            Assert.Contains("state.exists", outcomes);
            Assert.Contains("reservation.exceeded", outcomes);
            Assert.Contains("done", outcomes);
        }
    }

    private static string Text(IEnumerable<Thing> things) => string.Join('\n', things.OrderBy(t => t.Id).Select(t => $"{t.Id} {t.Version} {t.Name} {t.Used} {t.Cap}"));

    private static (RowChangeKind Kind, Thing Thing, long Delta) Row(Random random, Guid[] keys, Dictionary<Guid, Thing> model)
    {
        var id = keys[random.Next(keys.Length)];
        var version = model.TryGetValue(id, out var now) ? now.Version + (random.Next(6) == 0 ? 1 : 0) : random.Next(3);
        var kind = (RowChangeKind)random.Next(5);
        return (kind, new Thing { Id = id, Version = version, Name = "n" + random.Next(8), Used = random.Next(5), Cap = random.Next(5, 30) }, random.Next(-3, 12));
    }

    private static async Task<string> Code(ILane lane, List<(RowChangeKind Kind, Thing Thing, long Delta)> rows)
    {
        var change = new Change(Thing.Act(rows[0].Thing.Id));
        foreach (var (kind, thing, delta) in rows)
        {
            _ = kind switch
            {
                RowChangeKind.Insert => change.Insert(thing),
                RowChangeKind.Update => change.Update(thing),
                RowChangeKind.Delete => change.Delete(thing),
                RowChangeKind.Add => change.Add<Thing>(thing.Id, nameof(Thing.Used), delta, nameof(Thing.Cap)),
                _ => change.Require<Thing>(thing.Id, thing.Version),
            };
        }

        var done = await lane.Commit(change, default);
        return done.IsOk ? "done" : done.Refusal!.Code;
    }

    private static string Apply(Dictionary<Guid, Thing> model, List<(RowChangeKind Kind, Thing Thing, long Delta)> rows)
    {
        var trial = new Dictionary<Guid, Thing>(model);
        foreach (var (kind, thing, delta) in rows)
        {
            var now = trial.GetValueOrDefault(thing.Id);
            var nameTaken = trial.Values.Any(t => t.Name == thing.Name && t.Id != thing.Id);
            switch (kind)
            {
                case RowChangeKind.Insert when now is not null || nameTaken:
                    return "state.exists";
                case RowChangeKind.Insert:
                    trial[thing.Id] = With(thing, 1, thing.Used);
                    break;
                case RowChangeKind.Add when now is null || now.Used + delta < 0 || now.Used + delta > now.Cap:
                    return "reservation.exceeded";
                case RowChangeKind.Add:
                    trial[thing.Id] = With(now!, now!.Version + 1, now.Used + delta);
                    break;
                case var _ when now is null || now.Version != thing.Version:
                    return "state.stale";
                case RowChangeKind.Update when nameTaken:
                    return "state.exists";
                case RowChangeKind.Update:
                    trial[thing.Id] = With(thing, thing.Version + 1, thing.Used);
                    break;
                case RowChangeKind.Delete:
                    trial.Remove(thing.Id);
                    break;
                default:
                    break;
            }
        }

        model.Clear();
        foreach (var (id, thing) in trial)
        {
            model[id] = thing;
        }

        return "done";
    }

    private static Thing With(Thing thing, long version, long used) => new() { Id = thing.Id, Version = version, Name = thing.Name, Used = used, Cap = thing.Cap };
}
