using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Reflection;
using KeyEcosystem.Client;
using KeyEcosystem.Contracts.Identity;

namespace KeyEcosystem.Browser.Tests;

/// <summary>A node as people run it: a program of its own, from the build's output, on a free loopback port.</summary>
internal sealed class RunningNode : IAsyncDisposable
{
    private const int SaidMax = 60;
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly string folder;

    private RunningNode(Process process, string folder, Uri address, string link)
    {
        (this.process, this.folder, Address, Link) = (process, folder, address, link);
        Operator = new NodeHttp(new HttpClient { BaseAddress = address, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", File.ReadAllText(Path.Combine(folder, "operator.key"))) } });
    }

    public Uri Address { get; }

    /// <summary>The one-time link of the first operator, as the program printed it.</summary>
    public string Link { get; }

    public NodeHttp Operator { get; }

    /// <summary>The last lines of its log: what one wants to know when it answered that it failed.</summary>
    public required ConcurrentQueue<string> Said { get; init; }

    public static async Task<RunningNode> Start(string name)
    {
        var folder = Directory.CreateTempSubdirectory("keyeco-browser-").FullName;
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var program = typeof(RunningNode).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "NodeProgram").Value!;
        var process = Process.Start(new ProcessStartInfo("dotnet", [program, "serve", "--data", folder, "--urls", address.AbsoluteUri.TrimEnd('/'), "--node-id", name, "--no-browser", "--attempts-per-minute", "10000", "--sealed-grain", "1"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = new ConcurrentQueue<string>();
        process.ErrorDataReceived += (_, e) => Keep(said, e.Data);
        process.BeginErrorReadLine();
        try
        {
            using var late = new CancellationTokenSource(StartMax);
            while (await process.StandardOutput.ReadLineAsync(late.Token) is { } line)
            {
                if (line.IndexOf("http", StringComparison.Ordinal) is >= 0 and var at && line.Contains("/signin#", StringComparison.Ordinal))
                {
                    // What follows is read too, so that the program is never held up by a full pipe.
                    _ = Task.Run(async () =>
                    {
                        while (await process.StandardOutput.ReadLineAsync() is { } more)
                        {
                            Keep(said, more);
                        }
                    });
                    return new RunningNode(process, folder, address, line[at..].Trim()) { Said = said };
                }
            }

            throw new InvalidOperationException("The node ended before it printed a link.");
        }
        catch
        {
            await End(process, folder);
            throw;
        }
    }

    private static void Keep(ConcurrentQueue<string> said, string? line)
    {
        said.Enqueue(line ?? "");
        while (said.Count > SaidMax)
        {
            said.TryDequeue(out _);
        }
    }

    public Task<UserView> MakePerson(string name, string password, params string[] roles) =>
        Operator.Post<UserView>("identity/v1/users", new UserRequest(null, name, name, roles, password), default);

    /// <summary>The link in the letter to somebody; without a mail server letters lie in the data folder.</summary>
    public string LinkIn(string email) =>
        LettersTo(email).Single().Split('\n').Select(l => l.Trim()).First(l => l.StartsWith("http", StringComparison.Ordinal) && l.Contains("#tkt_", StringComparison.Ordinal));

    public IReadOnlyList<string> LettersTo(string email) => [.. Directory.GetFiles(Path.Combine(folder, "outbox"), "*.txt").Select(File.ReadAllText).Where(l => l.Contains(email, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync() => await End(process, folder);

    private static async Task End(Process process, string folder)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
