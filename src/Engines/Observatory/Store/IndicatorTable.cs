using KeyEcosystem.Observatory.Core;
using Sylvan.Data.Csv;

namespace KeyEcosystem.Observatory.Store;

/// <summary>The bundled registry, read once.</summary>
internal sealed class IndicatorTable
{
    private readonly Dictionary<string, IndicatorDefinition> byId;

    public IndicatorTable()
    {
        var words = new Dictionary<string, (string En, string NoteZh)>(StringComparer.Ordinal);
        using (var csv = Open("indicator-words.csv"))
        {
            while (csv.Read())
            {
                words[csv.GetString(0)] = (csv.GetString(1), csv.GetString(2));
            }
        }

        var seed = new List<IndicatorDefinition>();
        using (var csv = Open("seed-indicators.csv"))
        {
            while (csv.Read())
            {
                var (en, noteZh) = words[csv.GetString(0)];
                seed.Add(IndicatorRegistry.Read(column => csv.GetString(csv.GetOrdinal(column)), en, noteZh));
            }
        }

        Seed = seed;
        byId = seed.Concat(IndicatorRegistry.Own).ToDictionary(i => i.Id, StringComparer.Ordinal);
    }

    public IReadOnlyList<IndicatorDefinition> Seed { get; }

    public IndicatorDefinition? Find(string id) => byId.GetValueOrDefault(id.ToUpperInvariant());

    private static CsvDataReader Open(string name)
    {
        var stream = typeof(IndicatorTable).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The bundled table {name} is missing.");
        return CsvDataReader.Create(new StreamReader(stream));
    }
}
