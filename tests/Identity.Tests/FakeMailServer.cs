using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KeyEcosystem.Identity.Tests;

/// <summary>Speaks as much SMTP as a letter needs; refuses what it is told to.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly Task serving;

    public FakeMailServer()
    {
        listener.Start();
        serving = Serve();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public List<string> Letters { get; } = [];

    /// <summary>Answer to a recipient, by its address; accepted without one.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        listener.Stop();
        await serving;
        end.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync(end.Token);
                try
                {
                    await Talk(client.GetStream());
                }
                catch (IOException)
                {
                    // The client went away before the last word; the next one is served.
                }
            }
        }
        catch (Exception over) when (end.IsCancellationRequested && over is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var input = new StreamReader(stream, Encoding.UTF8);
        await using var output = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await output.WriteLineAsync("220 fake");
        while (await input.ReadLineAsync(end.Token) is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await output.WriteLineAsync("354 go on");
                var letter = new StringBuilder();
                while (await input.ReadLineAsync(end.Token) is { } text && text != ".")
                {
                    letter.AppendLine(text);
                }

                Letters.Add(letter.ToString());
                await output.WriteLineAsync("250 taken");
            }
            else if (line.StartsWith("RCPT", StringComparison.Ordinal))
            {
                await output.WriteLineAsync(Answers.FirstOrDefault(a => line.Contains(a.Key, StringComparison.Ordinal)).Value ?? "250 ok");
            }
            else if (line.StartsWith("QUIT", StringComparison.Ordinal))
            {
                await output.WriteLineAsync("221 bye");
                return;
            }
            else
            {
                await output.WriteLineAsync("250 ok");
            }
        }
    }
}
