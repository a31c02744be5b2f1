using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using KeyEcosystem.Fixtures;
using KeyEcosystem.Platform.Secrets;
using Xunit;

namespace KeyEcosystem.Host.Tests.Operations;

public sealed class LogTests
{
    private const string Secret = "s3cr3t-9f41d0";

    [Fact]
    public async Task No_secret_of_any_header_query_or_body_field_reaches_the_log_at_its_most_talkative()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-log-").FullName;
        await using var node = await ServedNode.Start(folder, Secret, ["--log-json", "--log-level", "Trace"]);
        var api = JsonNode.Parse(await node.With(null).Http.GetStringAsync("openapi/v1.json"))!;
        var sent = 0;
        foreach (var request in Requests(api))
        {
            using (request)
            {
                using var answer = await node.Operator.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                sent++;
            }
        }

        foreach (var form in (string[])["grant_type=client_credentials&client_id=%&client_secret=%", "grant_type=refresh_token&refresh_token=%&client_id=cli", "grant_type=authorization_code&code=%&code_verifier=%&redirect_uri=%&client_id=cli"])
        {
            using var answer = await node.With(null).Http.PostAsync("connect/token", new StringContent(form.Replace("%", Secret, StringComparison.Ordinal), Encoding.UTF8, "application/x-www-form-urlencoded"));
            sent++;
        }

        // The check must see something: a failure that is logged, with its trace.
        await Break(node);
        var log = await node.End();

        Assert.True(sent > 40, $"only {sent} requests were sent");
        Assert.Contains("\"EventId\":100", log, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, log, StringComparison.Ordinal);
        using var chest = KeyChest.Open(folder, new Passphrase(Secret));
        var keys = new[] { "evidence.key", "identity.keys" }.SelectMany(k => Encoding.ASCII.GetString(chest.Read(k)).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.All(keys.Append(Secret), k => Assert.DoesNotContain(k, log + node.Output.Result, StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Each_line_of_the_json_log_is_an_object_with_level_and_category()
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-log-").FullName;
        await using var node = await ServedNode.Start(folder, "--log-json", "--otlp", "http://127.0.0.1:9/");
        await Break(node);
        var lines = (await node.End()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.NotEmpty(lines);
        Assert.All(lines, l =>
        {
            using var line = JsonDocument.Parse(l);
            Assert.True(line.RootElement.TryGetProperty("LogLevel", out _) && line.RootElement.TryGetProperty("Category", out _));
        });
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A failure inside the node: its table of relations is gone.</summary>
    private static async Task Break(ServedNode node)
    {
        TestStores.Execute(node.Folder, "drop table mbr_relation");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"members/v1/relations?token={Secret}");
        Mark(request);
        using var answer = await node.Operator.Http.SendAsync(request);
        Assert.Equal(503, (int)answer.StatusCode);
    }

    /// <summary>For each operation: the secret in every query parameter, in common headers, and in every field of the body, one request a field.</summary>
    private static IEnumerable<HttpRequestMessage> Requests(JsonNode api)
    {
        foreach (var (path, methods) in api["paths"]!.AsObject())
        {
            foreach (var (method, operation) in methods!.AsObject())
            {
                var query = string.Join('&', Names(operation!["parameters"], "query").Append("token").Select(n => $"{n}={Secret}"));
                var where = path.TrimStart('/').Replace("{id}", Secret, StringComparison.Ordinal).Replace("{step}", Secret, StringComparison.Ordinal) + "?" + query;
                var schema = (operation["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"])?.GetValue<string>().Split('/')[^1];
                var fields = schema is null ? [] : api["components"]!["schemas"]![schema]!["properties"]!.AsObject().Select(p => p.Key).ToList();
                foreach (var field in fields.Count == 0 ? [""] : fields)
                {
                    var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), where);
                    if (method is "post" or "put" or "patch")
                    {
                        request.Content = new StringContent($$"""{"{{field}}":"{{Secret}}"}""", Encoding.UTF8, "application/json");
                    }

                    Mark(request);
                    yield return request;
                    if (fields.Count == 0)
                    {
                        break;
                    }
                }
            }
        }
    }

    private static void Mark(HttpRequestMessage request)
    {
        foreach (var header in (string[])["Cookie", "X-Api-Key", "Idempotency-Key", "If-Match", "Last-Event-ID", "User-Agent", "Referer", "X-Forwarded-For", "Content-SHA256"])
        {
            request.Headers.TryAddWithoutValidation(header, Secret);
        }

        request.Headers.ProxyAuthorization = new AuthenticationHeaderValue("Bearer", Secret);
    }

    private static IEnumerable<string> Names(JsonNode? parameters, string where) =>
        (parameters as JsonArray ?? []).Where(p => p!["in"]?.GetValue<string>() == where).Select(p => p!["name"]!.GetValue<string>());
}
