using System.CommandLine;
using System.Net.Http.Headers;
using System.Net.Sockets;
using KeyEcosystem.Cli.SignIn;
using KeyEcosystem.Client;
using KeyEcosystem.Host;

namespace KeyEcosystem.Cli;

/// <summary>How a verb finds the node and its credential.</summary>
internal static class Connection
{
    private const string UrlDefault = "http://127.0.0.1:5080";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Option<string?> Url { get; } = new("--url") { Description = "The node's address; KEYECO_URL or " + UrlDefault + " without it. 节点地址。" };

    public static Option<bool> Json { get; } = new("--json") { Description = "JSON for programs. 输出 JSON。" };

    /// <summary>The node's address: the option, else the variable, else this machine.</summary>
    public static Uri Address(ParseResult parsed)
    {
        var text = parsed.GetValue(Url) ?? Shell.Of(parsed).Variable("KEYECO_URL") ?? UrlDefault;
        return Uri.TryCreate(text.EndsWith('/') ? text : text + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new UsageException($"--url: \"{text}\" is no address such as {UrlDefault}. --url：“{text}”不是地址，应形如 {UrlDefault}。");
    }

    /// <summary>
    /// The node with the first credential there is: the key in KEYECO_KEY; the sign-in of <c>keyeco login</c>; on this machine the operator's key
    /// of a node in the current folder, which is sent to no other machine.
    /// </summary>
    public static NodeHttp Open(ParseResult parsed) => Open(Shell.Of(parsed), Address(parsed));

    internal static NodeHttp Open(Shell shell, Uri address)
    {
        if (shell.Variable("KEYECO_KEY") is { Length: > 0 } key)
        {
            return With(address.AbsoluteUri, key.Trim(), shell);
        }

        var sessions = new SessionStore(shell, address);
        if (sessions.Read() is not null)
        {
            return new NodeHttp(new HttpClient(Keeping(new SessionHandler(sessions, shell.Clock), shell)) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan });
        }

        return address.IsLoopback && OperatorKey(shell) is { } own
            ? With(address.AbsoluteUri, own, shell)
            : throw new NoCredentialException(address, "No credential: run 'keyeco login', or set KEYECO_KEY to an API key; 'keyeco account sign-up ADDRESS' makes an account. 尚无凭证：请运行 keyeco login，或将 KEYECO_KEY 设为 API 密钥；注册请用 keyeco account sign-up。");
    }

    /// <summary>The node without a credential, for the doors that need none.</summary>
    public static NodeHttp OpenUnsigned(ParseResult parsed) => new(new HttpClient { BaseAddress = Address(parsed) });

    public static NodeHttp With(string url, string key, Shell? shell = null) => new(new HttpClient(Keeping(new HttpClientHandler(), shell))
    {
        BaseAddress = new Uri(url.EndsWith('/') ? url : url + "/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
        // Uploads, downloads and logs take as long as they take; Ctrl+C ends them.
        Timeout = Timeout.InfiniteTimeSpan,
    });

    /// <summary>Runs a verb; what stands in the way becomes words on standard error and an exit code.</summary>
    public static async Task<int> Run(ParseResult parsed, Func<Task<int>> verb)
    {
        var error = parsed.InvocationConfiguration.Error;
        try
        {
            return await verb();
        }
        catch (NodeProblemException problem)
        {
            var reasons = RefusedReason.Of(problem.Facts);
            await error.WriteLineAsync(reasons.Count > 0 ? $"{problem.Title} 关口拒绝，理由如下。[{problem.Code}]" : $"{problem.Title} {problem.Detail} [{problem.Code}]");
            if (RefusalWords.Chinese(problem.Code, problem.Facts) is { Length: > 0 } chinese && reasons.Count == 0 && !problem.Detail.Contains(chinese, StringComparison.Ordinal))
            {
                await error.WriteLineAsync(chinese);
            }

            if (problem.Facts.TryGetValue("field", out var field) && FieldOptions.Of(field, parsed.CommandResult.Command) is { } option)
            {
                await error.WriteLineAsync(option.StartsWith('<') ? $"It is given by {option}. 对应参数：{option}" : $"It is given by {option}. 对应选项：{option}");
            }

            if (problem.Code == "access.unauthenticated")
            {
                await error.WriteLineAsync("KEYECO_KEY, or the sign-in of keyeco login, is not one of this node: is --url right, was the key revoked or has it expired? KEYECO_KEY 或 keyeco login 的登录在该节点无效：请核对 --url，或密钥已撤销、过期。");
            }

            if (problem.Facts.GetValueOrDefault("agreement") is { } agreement)
            {
                await error.WriteLineAsync($"Next: keyeco agreements show {agreement} 下一步：查看该协议");
            }

            foreach (var line in GateWords.Of(reasons))
            {
                await error.WriteLineAsync(line);
            }

            for (var i = 0; problem.Facts.TryGetValue($"row{i}", out var row); i++)
            {
                await error.WriteLineAsync($"  row {row}, column \"{problem.Facts.GetValueOrDefault($"column{i}")}\": {problem.Facts.GetValueOrDefault($"words{i}")}");
            }

            return ExitCode.Refused;
        }
        catch (NoCredentialException missing)
        {
            // Who has no credential and no node needs the node first.
            if (await Silence(missing.Node) is { } silence)
            {
                return await NoNode(error, silence);
            }

            await error.WriteLineAsync(missing.Message);
            return ExitCode.Usage;
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return await NoNode(error, failure);
        }
        catch (Exception wrong) when (wrong is UsageException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(Places.Said(parsed, wrong));
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Interrupted. 已中断。");
            return ExitCode.Interrupted;
        }
    }

    private static async Task<int> NoNode(TextWriter error, Exception failure)
    {
        await error.WriteLineAsync($"The node does not answer: {failure.Message} Is './keyeco serve' running, and is --url or KEYECO_URL right? 节点无应答，请确认节点已启动、--url 或 KEYECO_URL 无误。");
        return ExitCode.NoNode;
    }

    /// <summary>Why no node answers at an address; null when one does, whatever it says.</summary>
    public static async Task<HttpRequestException?> Silence(Uri node)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(node, "health/live"));
            return null;
        }
        catch (HttpRequestException failure)
        {
            return failure;
        }
        catch (OperationCanceledException)
        {
            return new HttpRequestException($"{node} did not answer within {Patience.TotalSeconds:0} seconds.");
        }
    }

    /// <summary>Receipts of changes are added to the file that KEYECO_RECEIPTS names.</summary>
    private static HttpMessageHandler Keeping(HttpMessageHandler inner, Shell? shell) =>
        shell?.Variable("KEYECO_RECEIPTS") is { Length: > 0 } file ? new ReceiptHandler(inner, receipt => File.AppendAllText(file, receipt + "\n")) : inner;

    private static string? OperatorKey(Shell shell)
    {
        var file = Path.Combine(shell.WorkFolder, "keyeco-data", NodeHost.OperatorKeyFile);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : null;
    }
}
