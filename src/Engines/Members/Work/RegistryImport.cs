using KeyEcosystem.Contracts.Members;
using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Members.Store;
using KeyEcosystem.Platform.Identity;
using KeyEcosystem.Platform.Store;

namespace KeyEcosystem.Members.Work;

/// <summary>Takes members and relations from CSV files: all rows in one commit, or none. A new entity is listed, never admitted.</summary>
internal sealed class RegistryImport(ILane lane, MemberDirectory directory, RelationGraph graph, MemberCommands members, RelationCommands relations, IIds ids, TimeProvider clock)
{
    /// <summary>Columns that a file of members must have.</summary>
    public static readonly string[] MemberColumns = ["name_zh", "name_en", "type", "country"];

    /// <summary>Columns that a file of members may have; state and since are written by an export and not read.</summary>
    public static readonly string[] MemberOptional = ["id", "role", "industry", "words", "code", "state", "demonstration", "since"];

    /// <summary>Columns that a file of relations must have.</summary>
    public static readonly string[] RelationColumns = ["subject", "predicate", "object", "words"];

    /// <summary>Columns that a file of relations may have.</summary>
    public static readonly string[] RelationOptional = ["id", "code"];

    public async Task<Result<ImportView>> Members(Stream content, bool trial, Caller caller, CancellationToken stop)
    {
        var problems = new List<CsvProblem>();
        var rows = await CsvTable.Read(content, MemberColumns, MemberOptional, problems, stop);
        var change = new Change(Record("members.imported", caller));
        var seen = new HashSet<Guid>();
        var (added, changed, same) = (0, 0, 0);
        foreach (var (row, cells) in rows)
        {
            if (Id<MemberId>(row, cells, "id", problems) is not { } given)
            {
                continue;
            }

            var there = given == default ? null : await directory.Find(given, stop);
            var wanted = new MemberApplication(
                given == default ? new MemberId(ids.Next()) : given, cells["name_zh"], cells["name_en"], cells["type"], Cell(cells, "role") ?? there?.Role ?? "other", Cell(cells, "industry"), cells["country"],
                there?.Demonstration ?? Cell(cells, "demonstration") is "true");
            if (!seen.Add(wanted.Id!.Value.Value))
            {
                problems.Add(new CsvProblem(row, "id", "The id stands in the file twice: keep one row. 编号在文件中重复。"));
            }
            else if (ApplicationRules.Check(wanted, there is null ? null : MemberCommands.Profile(there)) is { } wrong)
            {
                problems.Add(new CsvProblem(row, Column(wrong), $"{wrong.Detail} 请按要求修改。"));
            }
            else if (there is null)
            {
                MemberCommands.Insert(change, New(wanted, Cell(cells, "words")));
                added++;
            }
            else if (Same(there, wanted))
            {
                same++;
            }
            else
            {
                MemberCommands.Take(there, wanted);
                await members.Update(change, there, stop);
                changed++;
            }
        }

        return await End(change, problems, new ImportView(trial, rows.Count, added, changed, same), stop);
    }

    public async Task<Result<ImportView>> Relations(Stream content, bool trial, Caller caller, CancellationToken stop)
    {
        var problems = new List<CsvProblem>();
        var rows = await CsvTable.Read(content, RelationColumns, RelationOptional, problems, stop);
        var change = new Change(Record("relations.imported", caller));
        var there = (await graph.List(null, null, stop)).ToDictionary(r => (r.Subject, r.Predicate, r.Object), r => r.Id);
        var taken = there.Values.ToHashSet();
        var (added, same) = (0, 0);
        foreach (var (row, cells) in rows)
        {
            if (Id<RelationId>(row, cells, "id", problems) is not { } given || Id<MemberId>(row, cells, "subject", problems) is not { } subject || Id<MemberId>(row, cells, "object", problems) is not { } other)
            {
                continue;
            }

            var entry = new RelationEntry(given == default ? null : given, subject, cells["predicate"], other, cells["words"]);
            if (RelationRules.Check(entry) is { } wrong)
            {
                problems.Add(new CsvProblem(row, Column(wrong) == "evidence" ? "words" : Column(wrong), $"{wrong.Detail} 请按要求修改。"));
            }
            else if (there.ContainsKey((subject, entry.Predicate, other)))
            {
                same++;
            }
            else if (await directory.Find(subject, stop) is null || await directory.Find(other, stop) is null)
            {
                problems.Add(new CsvProblem(row, "subject, object", "A member of this id is not in the registry: import the members first. 名录中无此成员，请先导入成员。"));
            }
            else
            {
                var id = new RelationId(entry.Id?.Value ?? ids.Next());
                if (!taken.Add(id))
                {
                    problems.Add(new CsvProblem(row, "id", "The id is taken by another relation: leave it empty. 编号已被占用，请留空。"));
                    continue;
                }

                there[(subject, entry.Predicate, other)] = id;
                relations.Insert(change, new RelationRow { Id = id.Value, Version = 1, Code = Cell(cells, "code"), Subject = subject.Value, Predicate = entry.Predicate, Object = other.Value, Words = entry.Evidence });
                added++;
            }
        }

        return await End(change, problems, new ImportView(trial, rows.Count, added, 0, same), stop);
    }

    private static string? Cell(IReadOnlyDictionary<string, string> cells, string name) => cells.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string Column(Refusal wrong) => wrong.Facts?.GetValueOrDefault("field") switch { "nameZh" => "name_zh", "nameEn" => "name_en", { } field => field, null => "" };

    /// <summary>The id in a cell, the default when it is empty; null when it is none, which is noted.</summary>
    private static T? Id<T>(int row, IReadOnlyDictionary<string, string> cells, string name, List<CsvProblem> problems)
        where T : struct, ITypedId<T>
    {
        if (Cell(cells, name) is not { } text)
        {
            if (name == "id")
            {
                return default(T);
            }

            problems.Add(new CsvProblem(row, name, $"An id is needed: {T.Prefix}_ and 32 hexadecimal digits. 请填写编号。"));
            return null;
        }

        if (TypedId.TryParse<T>(text, out var id))
        {
            return id;
        }

        problems.Add(new CsvProblem(row, name, $"This is no id: write {T.Prefix}_ and 32 hexadecimal digits, or leave it empty for a new one. 编号格式有误。"));
        return null;
    }

    private static bool Same(MemberRow row, MemberApplication wanted) =>
        row.NameZh == wanted.NameZh.Trim() && row.NameEn == wanted.NameEn.Trim() && row.Type == wanted.Type && row.Role == wanted.Role && row.Industry == wanted.Industry && row.Country == wanted.Country;

    private static Act Record(string verb, Caller caller) => new(verb, caller.Subject, caller.Member.Value, [caller.Member.ToString()], "done", "{}");

    private MemberRow New(MemberApplication wanted, string? words) => new()
    {
        Id = wanted.Id!.Value.Value,
        Version = 1,
        NameZh = wanted.NameZh,
        NameEn = wanted.NameEn,
        SearchText = MemberCommands.SearchText(null, wanted.NameZh, wanted.NameEn),
        Type = wanted.Type,
        Role = wanted.Role,
        Industry = wanted.Industry,
        Country = wanted.Country,
        State = MemberState.Listed,
        Demonstration = wanted.Demonstration,
        Words = words ?? "",
        Since = clock.GetUtcNow(),
    };

    private async Task<Result<ImportView>> End(Change change, List<CsvProblem> problems, ImportView view, CancellationToken stop)
    {
        if (problems.Count > 0)
        {
            return CsvTable.Refusal(problems);
        }

        if (view.Tried || view.Added + view.Changed == 0)
        {
            return view;
        }

        var done = await lane.Commit(change, stop);
        return done.IsOk ? view : done.Refusal;
    }
}
