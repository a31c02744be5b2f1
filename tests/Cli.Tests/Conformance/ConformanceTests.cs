using KeyEcosystem.Cli.Dataspace;
using KeyEcosystem.Dataspace.Work.Protocol;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Cli.Tests.Conformance;

/// <summary>The public conformance cases of the Dataspace Protocol 2025-1, played against a node in conformance mode; skipped where the list of cases is absent.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public async Task Every_public_case_ends_as_it_must()
    {
        var (cases, script) = (SharedData.File("dataspace/tck/cases.tsv"), SharedData.File("dataspace/tck/cut-script.json"));
        Assert.SkipWhen(cases is null || script is null, "../shared/data/dataspace/tck is absent.");
        var said = ConformanceScript.Read(script!);
        await using var node = await CliNode.Start(conformance: said);
        await new ConformanceWorld(node.Address, node.OperatorKey, said).Make(default);
        await using var kit = await Kit.Start();

        var rows = (await File.ReadAllLinesAsync(cases!, TestContext.Current.CancellationToken)).Skip(1).Select(l => l.Split('\t')).Where(r => r.Length == 4).ToList();
        var played = await Task.WhenAll(rows.Where(r => r[0].StartsWith("CN", StringComparison.Ordinal) || r[0].StartsWith("TP", StringComparison.Ordinal)).Select(async row =>
        {
            try
            {
                await new CasePlay(kit, node.Address, row[0], [.. row[2].Split(',').Select(s => s.Trim())], row[3]).Play();
                return null;
            }
            catch (Exception wrong) when (wrong is InvalidOperationException or TimeoutException or HttpRequestException)
            {
                return wrong.Message;
            }
        }));

        Assert.True(played.All(p => p is null), string.Join("\n", played.OfType<string>()));
        Assert.Equal(63, played.Length);
        await Reads(kit, node.Address);
    }

    private static async Task Reads(Kit kit, Uri root)
    {
        var (_, version) = await kit.Get(new Uri(root, ".well-known/dspace-version").AbsoluteUri);
        var entry = version!["protocolVersions"]!.AsArray().Single(v => (string?)v!["version"] == "2025-1")!;
        var at = root.AbsoluteUri.TrimEnd('/') + (string)entry["path"]!;
        Assert.Equal("HTTPS", (string?)entry["binding"]);

        var (status, catalog) = await kit.Post($"{at}/catalog/request", Kit.Message("CatalogRequestMessage", null, null));
        Assert.Equal((200, "Catalog", "CONNECTOR_UNDER_TEST"), (status, (string?)catalog!["@type"], (string?)catalog["participantId"]));
        var set = catalog["dataset"]!.AsArray().Single(d => (string?)d!["@id"] == "CAT0101")!;
        Assert.Equal("CD123:CAT0101:456", (string?)set["hasPolicy"]![0]!["@id"]);
        Assert.Null(set["hasPolicy"]![0]!["target"]);
        Assert.Equal("HttpData-PULL", (string?)set["distribution"]![0]!["format"]);

        var (found, one) = await kit.Get($"{at}/catalog/datasets/CAT0102");
        Assert.Equal((200, "CAT0102"), (found, (string?)one!["@id"]));
        var (none, error) = await kit.Get($"{at}/catalog/datasets/CAT0103");
        Assert.Equal((404, "CatalogError"), (none, (string?)error!["@type"]));
    }
}
