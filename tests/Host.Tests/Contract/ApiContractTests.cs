using System.Text.Json.Nodes;
using Xunit;

namespace KeyEcosystem.Host.Tests.Contract;

/// <summary>The committed description of the API is the one that is served; each operation in it says what it does and how it refuses.</summary>
public sealed class ApiContractTests(SharedNode shared)
{
    private const string Accept = "KEYECO_ACCEPT_OPENAPI";
    private static readonly string Committed = Path.Combine(Repository.Root, "docs", "openapi", "v1.json");
    private static readonly string[] Undescribed = ["/health/", "/connect/", "/openapi/", "/api", "/.well-known/"];

    [Fact]
    public async Task The_committed_description_is_the_served_one()
    {
        var served = JsonDifference.Canonical(await Served());
        if (Environment.GetEnvironmentVariable(Accept) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Committed)!);
            await File.WriteAllTextAsync(Committed, served);
        }

        var differences = JsonDifference.Of(await File.ReadAllTextAsync(Committed), served);

        Assert.True(differences.Count == 0, $"The API differs from docs/openapi/v1.json in {differences.Count} places. If that is meant, run tools/accept-openapi.sh and commit the file.\n{string.Join('\n', differences.Take(60))}");
    }

    [Fact]
    public void What_differs_is_named_by_its_path()
    {
        var differences = JsonDifference.Of("""{"a":{"b":1,"gone":[1]},"same":true}""", """{"same":true,"a":{"new":"x","b":2}}""");

        Assert.Equal(["-  > a > gone[0]: 1", "+  > a > new: \"x\"", "~  > a > b: 1 -> 2"], differences);
    }

    [Fact]
    public async Task The_description_is_the_same_on_every_node_and_names_no_address()
    {
        await using var another = await RunningNode.Start();
        var (first, second) = (await Served(), await Served(another));

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Null(first["servers"]);
        Assert.DoesNotContain("127.0.0.1", first.ToJsonString(), StringComparison.Ordinal);
        Assert.StartsWith("3.1", first["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_and_how_it_refuses()
    {
        Assert.Empty(Gaps(await Served()));
    }

    [Fact]
    public async Task An_operation_without_words_tags_or_problems_is_found()
    {
        var planted = await Served();
        planted["paths"]!["/planted/v1/things"] = JsonNode.Parse("""{"get":{"tags":["Planted"],"summary":"No problems.","responses":{"200":{"description":"OK"}}},"post":{"responses":{"default":{"$ref":"#/components/responses/OtherProblem"}}}}""");

        Assert.Equal(
            ["GET /planted/v1/things: no documented problem", "POST /planted/v1/things: no summary", "POST /planted/v1/things: no tag"],
            Gaps(planted).Where(g => g.Contains("planted", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_endpoint_of_the_api_is_described()
    {
        var node = await shared.Node();
        var described = (await Served())["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => $"{m.Key.ToUpperInvariant()} {p.Key}")).ToHashSet(StringComparer.Ordinal);

        // A path to the end is a parameter like others in the description.
        var missing = node.Endpoints().Select(e => e.Replace("{**", "{", StringComparison.Ordinal)).Where(e => !described.Contains(e) && e.Split(' ')[1].Contains("/v1", StringComparison.Ordinal) && !Array.Exists(Undescribed, u => e.Split(' ')[1].StartsWith(u, StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    [Fact]
    public async Task Ids_have_their_prefix_in_paths_and_bodies()
    {
        var api = await Served();

        Assert.Equal("^mbr_[0-9a-f]{32}$", Text(api["components"]!["schemas"]!["MemberId"]!["pattern"]));
        Assert.Equal("string", Text(api["components"]!["schemas"]!["AssetId"]!["type"]));
        Assert.Equal("^job_[0-9a-f]{32}$", Text(api["paths"]!["/compute/v1/jobs/{id}"]!["get"]!["parameters"]![0]!["schema"]!["pattern"]));
        Assert.Equal("^evd_[0-9a-f]{32}$", Text(api["paths"]!["/evidence/v1/records/{id}/proof"]!["get"]!["parameters"]![0]!["schema"]!["pattern"]));
    }

    [Fact]
    public async Task A_problem_has_its_code_facts_and_trace()
    {
        var problem = (await Served())["components"]!["schemas"]!["Problem"]!;

        Assert.All(["code", "facts", "traceId", "title", "status", "detail"], name => Assert.NotNull(problem["properties"]![name]));
    }

    [Fact]
    public async Task The_description_has_a_page_to_browse()
    {
        var node = await shared.Node();

        Assert.Contains("scalar", await node.With(null).Http.GetStringAsync("api/"), StringComparison.OrdinalIgnoreCase);
    }

    private static List<string> Gaps(JsonNode api)
    {
        var gaps = new List<string>();
        foreach (var (path, methods) in api["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var name = $"{method.ToUpperInvariant()} {path}";
                if (string.IsNullOrWhiteSpace(Text(operation!["summary"])))
                {
                    gaps.Add($"{name}: no summary");
                }

                if (operation["tags"] is not JsonArray { Count: > 0 })
                {
                    gaps.Add($"{name}: no tag");
                }

                if (operation["responses"]?["default"]?["$ref"] is null)
                {
                    gaps.Add($"{name}: no documented problem");
                }

                if (operation["security"] is not null && (operation["responses"]!["401"] is null || operation["responses"]!["403"] is null))
                {
                    gaps.Add($"{name}: asks for a credential and does not say what happens without");
                }
            }
        }

        return gaps;
    }

    private static string? Text(JsonNode? node) => node?.GetValue<string>();

    private async Task<JsonNode> Served() => await Served(await shared.Node());

    private static async Task<JsonNode> Served(RunningNode node) => JsonNode.Parse(await node.With(null).Http.GetStringAsync("openapi/v1.json"))!;
}
