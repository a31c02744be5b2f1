using System.Collections.Concurrent;

namespace KeyEcosystem.Cli.Tests.Agent;

/// <summary>The line between an agent and its node, at which the test stands.</summary>
internal sealed class Line() : DelegatingHandler(new HttpClientHandler())
{
    /// <summary>Sees each request before it goes; what it throws is what the sender sees.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task> Seen { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Uploads that were begun.</summary>
    public ConcurrentQueue<string> Sent { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Patch)
        {
            Sent.Enqueue(request.RequestUri!.AbsolutePath);
        }

        await Seen(request, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
