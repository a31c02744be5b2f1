using System.Text.Json;

namespace KeyEcosystem.Dataspace.Work.Protocol;

/// <summary>What a connector under test is to do by itself: a table by data set or agreement, and state.</summary>
public sealed record ConformanceScript
{
    /// <summary>Who calls.</summary>
    public required string Counterparty { get; init; }

    /// <summary>How this node calls itself.</summary>
    public required string Self { get; init; }

    /// <summary>The id of an offer, with <c>{datasetId}</c> in the data set's place.</summary>
    public required string OfferIdPattern { get; init; }

    /// <summary>Data sets of the catalogue.</summary>
    public required IReadOnlyList<string> Datasets { get; init; }

    /// <summary>The data set that agreements are about.</summary>
    public required string AgreementsDataset { get; init; }

    /// <summary>By data set and state: actions.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> NegotiationAsProvider { get; init; }

    /// <summary>By data set and state: actions.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> NegotiationAsConsumer { get; init; }

    /// <summary>By agreement and state: actions.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> TransferAsProvider { get; init; }

    /// <summary>By agreement and state: actions.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string[]>> TransferAsConsumer { get; init; }

    /// <summary>Reads a script.</summary>
    /// <param name="file">A JSON file.</param>
    /// <exception cref="FormatException">It is none; the message names the property.</exception>
    public static ConformanceScript Read(string file)
    {
        try
        {
            using var parsed = JsonDocument.Parse(File.ReadAllText(file));
            var root = parsed.RootElement;
            return new ConformanceScript
            {
                Counterparty = Text(root, "participants", "counterparty") ?? "TCK_PARTICIPANT",
                Self = Text(root, "participants", "self") ?? "CONNECTOR_UNDER_TEST",
                OfferIdPattern = root.TryGetProperty("offerIdPattern", out var pattern) ? pattern.GetString()! : "CD123:{datasetId}:456",
                Datasets = root.TryGetProperty("datasets", out var sets) ? [.. sets.EnumerateArray().Select(s => s.GetString()!)] : [],
                AgreementsDataset = root.TryGetProperty("agreementsDataset", out var about) ? about.GetString()! : "ATP0101",
                NegotiationAsProvider = Book(root, "negotiationAsProvider"),
                NegotiationAsConsumer = Book(root, "negotiationAsConsumer"),
                TransferAsProvider = Book(root, "transferAsProvider"),
                TransferAsConsumer = Book(root, "transferAsConsumer"),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{file}: it can't be read as a conformance script: {wrong.Message} 无法读取一致性测试脚本。", wrong);
        }
    }

    /// <summary>The id of a data set's offer.</summary>
    /// <param name="dataset">The data set.</param>
    public string OfferOf(string dataset) => OfferIdPattern.Replace("{datasetId}", dataset, StringComparison.Ordinal);

    private static string? Text(JsonElement root, string group, string name) => root.TryGetProperty(group, out var inner) && inner.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Dictionary<string, IReadOnlyDictionary<string, string[]>> Book(JsonElement root, string name)
    {
        var book = new Dictionary<string, IReadOnlyDictionary<string, string[]>>(StringComparer.Ordinal);
        if (root.TryGetProperty(name, out var entries))
        {
            foreach (var entry in entries.EnumerateObject())
            {
                book[entry.Name] = entry.Value.EnumerateObject().ToDictionary(s => s.Name, s => s.Value.EnumerateArray().Select(a => a.GetString()!).ToArray(), StringComparer.Ordinal);
            }
        }

        return book;
    }
}
