using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Platform.Identity;
using Xunit;

namespace KeyEcosystem.Access.Tests.Fuzz;

/// <summary>Text that one store keeps and the other can't (a NUL), or that is no text at all (half a character), is refused at every door, whichever store there is.</summary>
public sealed class UnstorableTextTests(SharedWorld shared)
{
    private static readonly string[] Unstorable = ["a\\u0000b", "\\ud800", "\\udc00\\ud800"];

    [Fact]
    public async Task No_text_of_a_body_may_hold_it()
    {
        var world = await shared.World();
        var findings = new List<string>();
        var tried = 0;

        foreach (var door in DoorTable.Rows)
        {
            var call = await door.Prepare(world);
            foreach (var (json, field) in call.Json is null ? [] : Bodies(call.Json))
            {
                using var request = new HttpRequestMessage(new HttpMethod(door.Method), call.Path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
                using var answer = await Send(world, door, request);
                tried++;
                if (answer.StatusCode != HttpStatusCode.BadRequest || !await Names(answer))
                {
                    findings.Add($"{door.Name} {field}: {(int)answer.StatusCode} {json}");
                }
            }
        }

        Assert.True(tried > 100, $"Only {tried} fields.");
        Assert.Equal([], findings);
    }

    /// <summary>Terms are read past what guards texts: what is no object is refused before anybody looks at what it says.</summary>
    [Fact]
    public async Task No_terms_may_be_it()
    {
        var world = await shared.World();
        var answers = new List<(string Door, HttpStatusCode Status)>();

        foreach (var door in DoorTable.Rows)
        {
            var call = await door.Prepare(world);
            if (call.Json is not null && JsonNode.Parse(call.Json) is JsonObject body && (body.ContainsKey("policy") || door.Pattern.EndsWith("/agreements", StringComparison.Ordinal)))
            {
                body["policy"] = "here";
                using var request = new HttpRequestMessage(new HttpMethod(door.Method), call.Path) { Content = new StringContent(body.ToJsonString().Replace("\"here\"", "\"\\ud800\"", StringComparison.Ordinal), Encoding.UTF8, "application/json") };
                using var answer = await Send(world, door, request);
                answers.Add((door.Name, answer.StatusCode));
            }
        }

        Assert.True(answers.Count >= 6, $"Only {answers.Count} doors take terms.");
        Assert.All(answers, a => Assert.Equal(HttpStatusCode.BadRequest, a.Status));
    }

    [Theory]
    [InlineData("identity/v1/me?anything=")]
    [InlineData("compute/v1/jobs?pool=")]
    [InlineData("compute/v1/jobs?state=")]
    [InlineData("dataspace/v1/agreements?asset=")]
    [InlineData("dataspace/v1/agreements?cursor=")]
    [InlineData("dataspace/v1/agreements?state=")]
    [InlineData("dataspace/v1/assets?kind=")]
    [InlineData("dataspace/v1/assets?query=")]
    [InlineData("inbox/v1/items?cursor=")]
    [InlineData("market/v1/entries?agreement=")]
    [InlineData("market/v1/entries?from=")]
    [InlineData("market/v1/prices?member=")]
    [InlineData("members/v1/members?query=")]
    [InlineData("members/v1/relations?predicate=")]
    public async Task No_query_may_hold_it(string path)
    {
        var world = await shared.World();

        using var answer = await world.With(world.Victims[NodeRoles.MemberAdmin]).Http.GetAsync(path + "a%00b");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(await Names(answer));
    }

    private static async Task<HttpResponseMessage> Send(World world, Door door, HttpRequestMessage request)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", world.Victims[door.May.Contains(NodeRoles.MemberAdmin) ? NodeRoles.MemberAdmin : door.May[0]]);
        return await world.Http.SendAsync(request);
    }

    private static async Task<bool> Names(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return problem.RootElement.TryGetProperty("facts", out var facts) && facts.TryGetProperty("field", out _);
    }

    /// <summary>The body with each of its texts, at the top and in lists, made unstorable once.</summary>
    private static IEnumerable<(string Json, string Field)> Bodies(string json)
    {
        foreach (var (name, value) in JsonNode.Parse(json)!.AsObject())
        {
            var isText = value is JsonValue v && v.GetValueKind() == JsonValueKind.String;
            if (isText || (value is JsonArray { Count: > 0 } list && list[0]!.GetValueKind() == JsonValueKind.String))
            {
                foreach (var text in Unstorable)
                {
                    var body = JsonNode.Parse(json)!.AsObject();
                    body[name] = isText ? "@@" : new JsonArray("@@");
                    yield return (body.ToJsonString().Replace("@@", text, StringComparison.Ordinal), name);
                }
            }
        }
    }
}
