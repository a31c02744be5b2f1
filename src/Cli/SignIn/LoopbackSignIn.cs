using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace KeyEcosystem.Cli.SignIn;

/// <summary>Signs a person in through the browser: code with PKCE, answered to a port of this machine (RFC 8252).</summary>
internal static class LoopbackSignIn
{
    private const int RequestBytesMax = 16_384;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ReadPatience = TimeSpan.FromSeconds(5);

    /// <summary>Opens the browser, or lets the address be told, and waits for the answer.</summary>
    public static async Task<Session> Ask(Uri node, Shell shell, Action<Uri, bool> tell, CancellationToken stop)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var redirect = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/callback";
        var (state, nonce, verifier) = (Chance(), Chance(), Chance());
        var address = new Uri(QueryHelpers.AddQueryString(new Uri(node, "connect/authorize").AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["client_id"] = TokenCalls.ClientId,
            ["response_type"] = "code",
            ["redirect_uri"] = redirect,
            ["scope"] = TokenCalls.Scope,
            ["state"] = state,
            ["nonce"] = nonce,
            ["code_challenge"] = Base64UrlTextEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))),
            ["code_challenge_method"] = "S256",
        }));
        tell(address, shell.OpenBrowser(address));

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            var code = await Answer(listener, state, patience.Token);
            using var http = new HttpClient();
            return await TokenCalls.FromCode(http, node, code, redirect, verifier, shell.Clock, stop);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new UsageException($"Nobody signed in within {Patience.TotalMinutes:0} minutes: run 'keyeco login' again. 等待登录超时，请重新运行 keyeco login。");
        }
    }

    private static string Chance() => Base64UrlTextEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    /// <summary>Takes calls until one carries our state: any program of the machine may knock at the port.</summary>
    private static async Task<string> Answer(TcpListener listener, string state, CancellationToken stop)
    {
        while (true)
        {
            using var client = await listener.AcceptTcpClientAsync(stop);
            await using var stream = client.GetStream();
            var query = await Query(stream, stop);
            var ours = query is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Value(query, "state")), Encoding.UTF8.GetBytes(state));
            var code = ours ? Value(query!, "code") : "";
            await Reply(stream, code.Length > 0 ? "Signed in: go back to the terminal. 登录成功，请回到终端。" : "Not signed in. 未登录。", code.Length > 0, stop);
            if (code.Length > 0)
            {
                return code;
            }

            if (ours)
            {
                throw new UsageException($"The node did not sign you in: {Value(query!, "error_description")} [{Value(query!, "error")}] 节点未允许登录。");
            }
        }
    }

    private static string Value(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> query, string name) => query.TryGetValue(name, out var values) ? values.ToString() : "";

    /// <summary>The query of a request for the callback; null for any other request.</summary>
    private static async Task<Dictionary<string, Microsoft.Extensions.Primitives.StringValues>?> Query(NetworkStream stream, CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(ReadPatience);
        var buffer = new byte[RequestBytesMax];
        var read = 0;
        try
        {
            while (read < buffer.Length && !buffer.AsSpan(0, read).Contains((byte)'\n'))
            {
                var more = await stream.ReadAsync(buffer.AsMemory(read), soon.Token);
                if (more == 0)
                {
                    return null;
                }

                read += more;
            }
        }
        catch (Exception broken) when (broken is IOException || (broken is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }

        var line = Encoding.ASCII.GetString(buffer, 0, read).Split('\n')[0].Split(' ');
        return line is ["GET", var path, ..] && path.StartsWith("/callback?", StringComparison.Ordinal) ? QueryHelpers.ParseQuery(path["/callback".Length..]) : null;
    }

    private static async Task Reply(NetworkStream stream, string words, bool done, CancellationToken stop)
    {
        var body = Encoding.UTF8.GetBytes($"<!doctype html><html lang=\"zh\"><meta charset=\"utf-8\"><title>keyeco</title><p>{words}</p></html>");
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 {(done ? "200 OK" : "400 Bad Request")}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n");
        try
        {
            await stream.WriteAsync((byte[])[.. head, .. body], stop);
        }
        catch (IOException)
        {
            // The browser went away; what it said counts all the same.
        }
    }
}
