using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using KeyEcosystem.Client;
using KeyEcosystem.Fixtures;
using Xunit;

namespace KeyEcosystem.Simulation.Tests;

/// <summary>A node in a process of its own, on a free port, that can be killed.</summary>
internal sealed class NodeProcess : IDisposable
{
    private readonly Process process;

    private NodeProcess(Process process, Uri address, string operatorKey)
    {
        this.process = process;
        Address = address;
        Operator = As(operatorKey);
    }

    public Uri Address { get; }

    public NodeHttp Operator { get; }

    /// <summary>Starts one and waits for its first word.</summary>
    /// <param name="folder">Its data.</param>
    /// <param name="says">What the first word must hold: it listens, or it stands by.</param>
    /// <param name="at">Where it listens; null for a free port.</param>
    public static async Task<NodeProcess> Start(string folder, string says = "listens", Uri? at = null)
    {
        var address = at ?? Free();
        var program = Path.Combine(AppContext.BaseDirectory, "keyeco.dll");
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--no-browser", "--data", folder, "--urls", address.AbsoluteUri.TrimEnd('/')])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["KEYECO_POSTGRES"] = TestStores.Connection(folder) },
        })!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.Contains(says, line, StringComparison.Ordinal);
        _ = process.StandardOutput.ReadToEndAsync();
        return new NodeProcess(process, address, await File.ReadAllTextAsync(Path.Combine(folder, "operator.key")));
    }

    private static Uri Free()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
    }

    /// <summary>Calls the node with a key; the connection ends with the caller.</summary>
    public NodeHttp As(string key) => new(new HttpClient { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } });

    /// <summary>SIGKILL: nothing of the process runs after it.</summary>
    public async Task Kill()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
