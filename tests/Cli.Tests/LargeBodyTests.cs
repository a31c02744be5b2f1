using System.Net;
using System.Net.Sockets;
using System.Text;
using KeyEcosystem.Client;
using Xunit;

namespace KeyEcosystem.Cli.Tests;

/// <summary>A large body is asked for before it is sent, so that the words of a refusal are read.</summary>
public sealed class LargeBodyTests
{
    private const string Problem = """{"code":"input.too-large","title":"The body is too large.","detail":"Send less."}""";

    [Fact]
    public async Task A_node_that_does_not_take_a_large_body_is_heard_before_it_is_sent()
    {
        var (head, refused) = await Post(new string('x', 3_000_000));

        Assert.Contains("Expect: 100-continue", head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Content-Length: 3000002", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "input.too-large"), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_small_body_is_sent_at_once()
    {
        var (head, _) = await Post("small");

        Assert.DoesNotContain("Expect", head, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Posts to a node that reads the head only.</summary>
    private static async Task<(string Head, NodeProblemException Refused)> Post(string body)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var stop = TestContext.Current.CancellationToken;
        using var http = new HttpClient { BaseAddress = new Uri($"http://{listener.LocalEndpoint}/") };
        var posted = Assert.ThrowsAsync<NodeProblemException>(() => new NodeHttp(http).Post<string>("anything", body, stop));
        using var caller = await listener.AcceptTcpClientAsync(stop);
        await using var stream = caller.GetStream();
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)stream.ReadByte());
        }

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 413 Payload Too Large\r\nContent-Type: application/problem+json\r\nContent-Length: {Problem.Length}\r\nConnection: close\r\n\r\n{Problem}"), stop);
        return (head.ToString(), await posted);
    }
}
