using System.CommandLine;
using System.Net.Http.Headers;
using KeyEcosystem.Client;
using KeyEcosystem.Host;

namespace KeyEcosystem.Cli;

/// <summary>How a verb finds the node and its credential.</summary>
internal static class Connection
{
    public static Option<string> Url { get; } = new("--url") { Description = "The node's address. 节点地址。", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("KEYECO_URL") ?? "http://127.0.0.1:5080" };

    public static Option<bool> Json { get; } = new("--json") { Description = "JSON for programs. 输出 JSON。" };

    public static NodeHttp Open(ParseResult parsed) =>
        With(parsed.GetValue(Url)!, Environment.GetEnvironmentVariable("KEYECO_KEY") ?? OperatorKey() ?? throw new InvalidOperationException("No credential: set KEYECO_KEY to an API key. 请将 KEYECO_KEY 设为 API 密钥。"));

    public static NodeHttp With(string url, string key) => new(new HttpClient
    {
        BaseAddress = new Uri(url.EndsWith('/') ? url : url + "/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    });

    /// <summary>Runs a verb; a refusal becomes exit code 3 with its reason, no node exit code 4.</summary>
    public static async Task<int> Run(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (NodeProblemException problem)
        {
            await Console.Error.WriteLineAsync($"{problem.Title} {problem.Detail} [{problem.Code}]");
            return 3;
        }
        catch (HttpRequestException failure)
        {
            await Console.Error.WriteLineAsync($"The node does not answer: {failure.Message} Is './keyeco serve' running? 节点无应答。");
            return 4;
        }
        catch (InvalidOperationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 2;
        }
    }

    private static string? OperatorKey()
    {
        var file = Path.Combine("keyeco-data", NodeHost.OperatorKeyFile);
        return File.Exists(file) ? File.ReadAllText(file) : null;
    }
}
