using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using KeyEcosystem.Client;
using KeyEcosystem.Fixtures;

namespace KeyEcosystem.Host.Tests.Operations;

/// <summary>A node in a process of its own, as an operator runs it.</summary>
internal sealed class ServedNode : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> log;
    private readonly Task<string> output;

    private ServedNode(Process process, string folder, Uri url)
    {
        this.process = process;
        Folder = folder;
        Url = url;
        log = process.StandardError.ReadToEndAsync();
        output = process.StandardOutput.ReadToEndAsync();
    }

    public string Folder { get; }

    public Uri Url { get; }

    public NodeHttp Operator => With(File.ReadAllText(Path.Combine(Folder, NodeHost.OperatorKeyFile)));

    /// <summary>What it says to whoever started it.</summary>
    public Task<string> Output => output;

    public static Task<ServedNode> Start(string folder, params string[] options) => Start(folder, null, options);

    public static async Task<ServedNode> Start(string folder, string? passphrase, string[] options)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        TestStores.Target(folder, NodeTables.Migrate);
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "keyeco.dll"), "serve", "--data", folder, "--urls", url.ToString(), "--no-browser", .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["KEYECO_POSTGRES"] = TestStores.Connection(folder), ["KEYECO_PASSPHRASE"] = passphrase },
        };
        var process = Process.Start(start)!;
        return await process.StandardOutput.ReadLineAsync() is { } line && line.Contains("listens", StringComparison.Ordinal)
            ? new ServedNode(process, folder, url)
            : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    public NodeHttp With(string? key)
    {
        var http = new HttpClient { BaseAddress = Url };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return new NodeHttp(http);
    }

    /// <summary>Asks the process to end, so that it writes out what it has logged, and gives that.</summary>
    public async Task<string> End()
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
        }
        else
        {
            using var asked = Process.Start("kill", ["-TERM", process.Id.ToString()]);
            await asked.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        return await log;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await End();
        }

        process.Dispose();
    }
}
