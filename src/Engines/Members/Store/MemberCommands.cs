using System.Text.Json;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

/// <summary>Applications and the steps of admission, each with its record and its fact.</summary>
internal sealed class MemberCommands(ILane lane, MemberDirectory directory, IIds ids, TimeProvider clock)
{
    public async Task<Result<MemberView>> Apply(MemberApplication application, Caller caller, CancellationToken stop)
    {
        if (ApplicationRules.Check(application) is { } wrong)
        {
            return wrong;
        }

        var id = application.Id?.Value ?? ids.Next();
        var row = new MemberRow
        {
            Id = id,
            Version = 1,
            NameZh = application.NameZh.Trim(),
            NameEn = application.NameEn.Trim(),
            SearchText = $"{application.NameZh} {application.NameEn}".ToLowerInvariant(),
            Type = application.Type,
            Role = application.Role,
            Industry = application.Industry,
            Country = application.Country,
            State = MemberState.Applied,
            Demonstration = application.Demonstration,
            Words = "",
            Since = clock.GetUtcNow(),
        };
        var done = await lane.Commit(new Change(Record("member.applied", caller, id, "done")).Insert(row).Tell(Changed(row)), stop);
        return done.IsOk ? MemberDirectory.View(row) : done.Refusal;
    }

    public async Task<Result<MemberView>> Step(MemberId member, string step, long? expected, Caller caller, CancellationToken stop)
    {
        if (await directory.Find(member, stop) is not { } row)
        {
            return new Refusal("members.member.unknown", "There is no such member.", $"No member has the id \"{member}\".");
        }

        if (expected is { } version && version != row.Version)
        {
            return new Refusal("members.member.version", "The member was changed meanwhile.", $"You expected version {version}, it is {row.Version}: read it again.");
        }

        if (Admission.Next(row.State, step) is not { } next)
        {
            var allowed = string.Join(", ", Admission.From(row.State));
            return new Refusal(
                "members.admission.state",
                "This step is not possible now.",
                $"\"{row.NameEn}\" is {MemberDirectory.StateText(row.State)}; possible: {(allowed.Length == 0 ? "none (a listed organisation must apply itself)" : allowed)}.",
                new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = MemberDirectory.StateText(row.State), ["step"] = step });
        }

        row.State = next;
        row.Since = clock.GetUtcNow();
        var done = await lane.Commit(new Change(Record($"member.{step}", caller, row.Id, "done")).Update(row).Tell(Changed(row)), stop);
        return done.IsOk ? MemberDirectory.View(row) with { Version = row.Version + 1 } : done.Refusal;
    }

    internal static Fact Changed(MemberRow row) => new("members.member.changed.v1", row.Id, JsonSerializer.Serialize(new
    {
        member = new MemberId(row.Id).ToString(),
        type = row.Type,
        role = row.Role,
        country = row.Country,
        industry = row.Industry,
        state = MemberDirectory.StateText(row.State),
        demonstration = row.Demonstration,
        at = row.Since,
    }));

    private static Act Record(string verb, Caller caller, Guid member, string outcome) =>
        new(verb, caller.Subject, caller.Member.Value, [new MemberId(member).ToString()], outcome, "{}");
}
