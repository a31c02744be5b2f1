using System.Net;
using Xunit;

namespace KeyEcosystem.Host.Tests;

/// <summary>A node behind a proxy that ends TLS.</summary>
[Trait("Store", "none")]
public sealed class ProxyTests
{
    private static readonly Uri Outside = new("https://node.example.org/");

    [Fact]
    public async Task Behind_a_proxy_the_sign_in_and_its_cookies_are_of_the_public_address()
    {
        await using var node = await RunningNode.Start(s => s with { PublicUrl = Outside });

        using var answer = await Called(node, "node.example.org", "https");
        var address = answer.Headers.Location!;

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("https://node.example.org/connect/authorize", address.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains(Uri.EscapeDataString("https://node.example.org/"), address.Query, StringComparison.Ordinal);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), c => Assert.Contains("secure", c, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_not_the_public_one_is_not_believed_and_without_a_proxy_no_header_is()
    {
        await using var node = await RunningNode.Start(s => s with { PublicUrl = Outside });
        await using var direct = await RunningNode.Start();

        using var foreign = await Called(node, "evil.example.net", "https");
        using var unasked = await Called(direct, "node.example.org", "https");

        Assert.DoesNotContain("evil", $"{foreign.Headers.Location}", StringComparison.Ordinal);
        Assert.DoesNotContain("node.example.org", $"{unasked.Headers.Location}", StringComparison.Ordinal);
        Assert.All(unasked.Headers.GetValues("Set-Cookie"), c => Assert.DoesNotContain("secure", c, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plain_http_for_others_is_refused_at_the_start_with_what_to_say_instead()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningNode.Start(s => s with { Url = new Uri("http://0.0.0.0:0/") }));

        Assert.Contains("--public-url", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> Called(RunningNode node, string host, string scheme)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = node.With(null).Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("X-Forwarded-Host", host);
        request.Headers.Add("X-Forwarded-Proto", scheme);
        request.Headers.Add("X-Forwarded-For", "198.51.100.7");
        return await http.SendAsync(request);
    }
}
