using System.Diagnostics;
using System.Net.Http.Headers;
using KeyEcosystem.Client;

namespace KeyEcosystem.Bench;

/// <summary>A node in a process of its own.</summary>
internal static class BenchNode
{
    private const int ConnectionsMax = 256;
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(100);

    /// <summary>Starts a node and waits until it is ready.</summary>
    public static async Task<Process> Serve(string keyeco, string folder, Uri url, params IEnumerable<string> more)
    {
        var node = Process.Start(new ProcessStartInfo(keyeco, ["serve", "--data", folder, "--urls", url.ToString(), "--no-browser", .. more]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        _ = node.StandardOutput.ReadToEndAsync();
        using var http = new HttpClient { BaseAddress = url };
        while (true)
        {
            try
            {
                if ((await http.GetAsync("health/ready")).IsSuccessStatusCode)
                {
                    return node;
                }
            }
            catch (HttpRequestException)
            {
                // Not there yet.
            }

            await Task.Delay(20);
        }
    }

    /// <summary>The node as the holder of a key sees it.</summary>
    public static NodeHttp With(Uri url, string key)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = ConnectionsMax }) { BaseAddress = url, Timeout = CallMax };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return new NodeHttp(http);
    }
}
