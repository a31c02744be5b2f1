using System.Text.Json;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

/// <summary>Enters and removes relations, each with its record and its fact.</summary>
internal sealed class RelationCommands(ILane lane, RelationGraph graph, MemberDirectory directory, SentOnce once, IIds ids, TimeProvider clock)
{
    public async Task<Result<RelationView>> Enter(RelationEntry entry, Caller caller, CancellationToken stop) => await once.Make(
        entry.Id, caller.Member, entry,
        async relation => await graph.Find(relation, stop) is { } row ? RelationGraph.View(row) : SentOnce.Taken(relation),
        () => EnterNew(entry, caller, stop), stop);

    private async Task<Result<RelationView>> EnterNew(RelationEntry entry, Caller caller, CancellationToken stop)
    {
        if (RelationRules.Check(entry) is { } wrong)
        {
            return wrong;
        }

        foreach (var end in new[] { entry.Subject, entry.Object })
        {
            if (await directory.Find(end, stop) is null)
            {
                return MemberCommands.Unknown(end);
            }
        }

        var row = new RelationRow { Id = entry.Id?.Value ?? ids.Next(), Version = 1, Subject = entry.Subject.Value, Predicate = entry.Predicate, Object = entry.Object.Value, Words = entry.Evidence.Trim() };
        var done = await lane.Commit(SentOnce.With(Insert(new Change(Record("relation.entered", caller, row)), row), entry.Id, caller.Member, entry), stop);
        return done.IsOk ? RelationGraph.View(row)
            : done.Refusal.Code == "state.exists" && await graph.Has(row, stop) ? new Refusal("members.relation.exists", "This relation is there already.", $"\"{entry.Subject}\" {entry.Predicate} \"{entry.Object}\" is entered.")
            : done.Refusal;
    }

    public async Task<Result<bool>> Remove(RelationId relation, long? expected, Caller caller, CancellationToken stop)
    {
        if (await graph.Find(relation, stop) is not { } row)
        {
            return new Refusal("members.relation.unknown", "There is no such relation.", $"No relation has the id \"{relation}\".");
        }

        if (expected is { } version && version != row.Version)
        {
            return new Refusal("members.relation.version", "The relation was changed meanwhile.", $"You expected version {version}, it is {row.Version}: read it again.");
        }

        var done = await lane.Commit(new Change(Record("relation.removed", caller, row)).Delete(row).Tell(Fact("members.relation.removed.v1", row)), stop);
        return done.IsOk ? true : done.Refusal;
    }

    /// <summary>A new relation with its fact.</summary>
    internal Change Insert(Change change, RelationRow row) => change.Insert(row).Tell(Fact("members.relation.entered.v1", row));

    private static Act Record(string verb, Caller caller, RelationRow row) =>
        new(verb, caller.Subject, caller.Member.Value, [new RelationId(row.Id).ToString(), new MemberId(row.Subject).ToString(), new MemberId(row.Object).ToString()], "done", "{}");

    private Fact Fact(string topic, RelationRow row) => new(topic, row.Id, JsonSerializer.Serialize(new
    {
        relation = new RelationId(row.Id).ToString(),
        subject = new MemberId(row.Subject).ToString(),
        predicate = row.Predicate,
        @object = new MemberId(row.Object).ToString(),
        at = clock.GetUtcNow(),
    }));
}
