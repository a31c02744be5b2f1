using System.Text.Json;
using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Members.Work;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Store;

/// <summary>Applications and the steps of admission, each with its record and its fact.</summary>
internal sealed class MemberCommands(ILane lane, MemberDirectory directory, UserDirectory users, AdmissionLetters letters, SentOnce once, IIds ids, TimeProvider clock)
{
    public Task<Result<MemberView>> Apply(MemberApplication application, Caller caller, CancellationToken stop) => once.Make(
        application.Id, caller.Member, application,
        async member => await directory.Find(member, stop) is { } row ? MemberDirectory.View(row) : Unknown(member),
        () => ApplyNew(application, caller, stop), stop);

    private async Task<Result<MemberView>> ApplyNew(MemberApplication application, Caller caller, CancellationToken stop)
    {
        if (ApplicationRules.Check(application) is { } wrong)
        {
            return wrong;
        }

        if (caller.Is(NodeRoles.Trial) && await directory.Find(caller.Member, stop) is { Trial: true } own)
        {
            return own.State == MemberState.Trial
                ? await Upgrade(own, application, caller, stop)
                : new Refusal(
                    "members.application.exists",
                    "You have applied already.",
                    $"\"{own.NameEn}\" is {MemberDirectory.StateText(own.State)}; an operator decides on it.",
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["member"] = new MemberId(own.Id).ToString(), ["state"] = MemberDirectory.StateText(own.State) });
        }

        var id = application.Id?.Value ?? ids.Next();
        var row = new MemberRow
        {
            Id = id,
            Version = 1,
            NameZh = application.NameZh.Trim(),
            NameEn = application.NameEn.Trim(),
            SearchText = SearchText(null, application.NameZh, application.NameEn),
            Type = application.Type,
            Role = application.Role,
            Industry = application.Industry,
            Country = application.Country,
            State = MemberState.Applied,
            Demonstration = application.Demonstration,
            Words = "",
            Since = clock.GetUtcNow(),
        };
        var change = Insert(new Change(Record("member.applied", caller, id, "done")), row);
        var done = await lane.Commit(SentOnce.With(change, application.Id, caller.Member, application), stop);
        return done.IsOk ? MemberDirectory.View(row) : done.Refusal;
    }

    public async Task<Result<MemberView>> Step(MemberId member, string step, long? expected, Caller caller, CancellationToken stop)
    {
        if (await directory.Find(member, stop) is not { } row)
        {
            return Unknown(member);
        }

        if (expected is { } version && version != row.Version)
        {
            return Stale(version, row);
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
        var change = new Change(Record($"member.{step}", caller, row.Id, "done"));
        if (row.Trial && next == MemberState.Admitted)
        {
            row.Trial = false;
            await users.Promote(change, member, caller.Subject, stop);
        }

        var done = await lane.Commit(change.Update(row).Tell(Changed(row)), stop);
        if (!done.IsOk)
        {
            return done.Refusal;
        }

        await letters.Tell(row, step, stop);
        return MemberDirectory.View(row) with { Version = row.Version + 1 };
    }

    /// <summary>Changes a profile: its words with it, and every state of admission stays as it is.</summary>
    public async Task<Result<MemberView>> ChangeProfile(MemberId member, MemberChange change, long? expected, Caller caller, CancellationToken stop)
    {
        if (await directory.Find(member, stop) is not { } row)
        {
            return Unknown(member);
        }

        if (expected is { } version && version != row.Version)
        {
            return Stale(version, row);
        }

        var wanted = new MemberApplication(null, change.NameZh ?? row.NameZh, change.NameEn ?? row.NameEn, change.Type ?? row.Type, change.Role ?? row.Role, change.Industry ?? row.Industry, change.Country ?? row.Country, row.Demonstration);
        if (ApplicationRules.Check(wanted, Profile(row)) is { } wrong)
        {
            return wrong;
        }

        Take(row, wanted);
        var done = await lane.Commit(await Update(new Change(Record("member.changed", caller, row.Id, "done")), row, stop), stop);
        return done.IsOk ? MemberDirectory.View(row) with { Version = row.Version + 1 } : done.Refusal;
    }

    /// <summary>What a search looks in.</summary>
    internal static string SearchText(string? code, string nameZh, string nameEn) => SearchWords.Normal($"{code} {nameZh} {nameEn}".Trim());

    /// <summary>A new member with the words it is found by, and its fact.</summary>
    internal static Change Insert(Change change, MemberRow row)
    {
        change.Insert(row);
        foreach (var word in MemberWordRow.Of(row))
        {
            change.Insert(word);
        }

        return change.Tell(Changed(row));
    }

    /// <summary>A profile as an application would say it.</summary>
    internal static MemberApplication Profile(MemberRow row) => new(new MemberId(row.Id), row.NameZh, row.NameEn, row.Type, row.Role, row.Industry, row.Country, row.Demonstration);

    /// <summary>New values of a profile.</summary>
    internal static void Take(MemberRow row, MemberApplication wanted)
    {
        row.NameZh = wanted.NameZh.Trim();
        row.NameEn = wanted.NameEn.Trim();
        row.SearchText = SearchText(row.Code, row.NameZh, row.NameEn);
        row.Type = wanted.Type;
        row.Role = wanted.Role;
        row.Industry = wanted.Industry;
        row.Country = wanted.Country;
    }

    /// <summary>A member with new values, its words as they are now, and its fact.</summary>
    internal async Task<Change> Update(Change change, MemberRow row, CancellationToken stop)
    {
        change.Update(row);
        var wanted = MemberWordRow.Of(row).ToDictionary(w => w.Id);
        foreach (var word in await directory.WordsOf(row.Id, stop))
        {
            if (!wanted.Remove(word.Id))
            {
                change.Delete(word);
            }
        }

        wanted.Values.ToList().ForEach(w => change.Insert(w));
        return change.Tell(Changed(row));
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

    internal static Refusal Unknown(MemberId member) => new("members.member.unknown", "There is no such member.", $"No member has the id \"{member}\".");

    private static Refusal Stale(long expected, MemberRow row) => new("members.member.version", "The member was changed meanwhile.", $"You expected version {expected}, it is {row.Version}: read it again.");

    private static Act Record(string verb, Caller caller, Guid member, string outcome) =>
        new(verb, caller.Subject, caller.Member.Value, [new MemberId(member).ToString()], outcome, "{}");

    /// <summary>The member on trial becomes the applicant: what it has and owes stays with it.</summary>
    private async Task<Result<MemberView>> Upgrade(MemberRow row, MemberApplication application, Caller caller, CancellationToken stop)
    {
        if (application.Id is { } id && id != caller.Member)
        {
            return Refusal.Field("id", "empty or your own member's id: a trial applies for itself", id.ToString());
        }

        Take(row, application);
        row.Demonstration = application.Demonstration;
        row.State = MemberState.Applied;
        row.Since = clock.GetUtcNow();
        var done = await lane.Commit(await Update(new Change(Record("member.applied", caller, row.Id, "done")), row, stop), stop);
        return done.IsOk ? MemberDirectory.View(row) with { Version = row.Version + 1 } : done.Refusal;
    }
}
