using KeyEcosystem.Kernel;
using KeyEcosystem.Members.Core;
using KeyEcosystem.Members.Store;
using KeyEcosystem.Platform.Store;
using Sylvan.Data.Csv;

namespace KeyEcosystem.Members.Work;

/// <summary>Loads the bundled registry once: its entities become listed, never admitted.</summary>
internal sealed class BundledEcosystem(ILane lane, MemberDirectory directory, TimeProvider clock)
{
    /// <summary>Loads what is missing; a second call changes nothing.</summary>
    public async Task<Result<(int Entities, int Relations)>> Load(CancellationToken stop)
    {
        if (await directory.Find(new MemberId(BundledRegistry.IdOf("E01")), stop) is not null)
        {
            return (0, 0);
        }

        var change = new Change(new Act("registry.loaded", "node", null, [new MemberId(BundledRegistry.IdOf("E01")).ToString()], "done", "{}"));
        var entities = 0;
        var relations = 0;
        await using (var csv = Open("seed-entities.csv"))
        {
            while (await csv.ReadAsync(stop))
            {
                string Of(string column) => csv.GetString(csv.GetOrdinal(column));
                var row = new MemberRow
                {
                    Id = BundledRegistry.IdOf(Of("id")),
                    Version = 1,
                    Code = Of("id"),
                    NameZh = Of("name_zh"),
                    NameEn = Of("name_en"),
                    SearchText = MemberCommands.SearchText(Of("id"), Of("name_zh"), Of("name_en")),
                    Type = Of("type"),
                    Role = Of("role"),
                    Country = Of("country_iso2"),
                    State = MemberState.Listed,
                    Demonstration = false,
                    Words = Of("quote_zh"),
                    Since = clock.GetUtcNow(),
                };
                MemberCommands.Insert(change, row);
                entities++;
            }
        }

        await using (var csv = Open("seed-relations.csv"))
        {
            while (await csv.ReadAsync(stop))
            {
                string Of(string column) => csv.GetString(csv.GetOrdinal(column));
                change.Insert(new RelationRow
                {
                    Id = BundledRegistry.IdOf(Of("id")),
                    Version = 1,
                    Code = Of("id"),
                    Subject = BundledRegistry.IdOf(Of("subject")),
                    Predicate = Of("predicate"),
                    Object = BundledRegistry.IdOf(Of("object")),
                    Words = Of("quote_zh"),
                });
                relations++;
            }
        }

        var done = await lane.Commit(change, stop);
        return done.IsOk ? (entities, relations) : done.Refusal;
    }

    private static CsvDataReader Open(string name)
    {
        var stream = typeof(BundledEcosystem).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The bundled table {name} is missing.");
        return CsvDataReader.Create(new StreamReader(stream));
    }
}
